import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm, IArtifactStore, IClusterServiceAccount, IDriftMonitorMetrics, IIdentity } from '../../core';
import { MonitorBackend } from '../../core/drift/monitor-backend';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterDrift } from '../../kubernetes/drift/cluster-drift';
import { ClusterDriftBinding } from '../../kubernetes/drift/cluster-drift-binding';
import { ClusterDriftMetrics } from '../../kubernetes/drift/cluster-drift-metrics';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { podMonitorOf } from '../../kubernetes/monitoring/pod-monitor';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { aliasOf } from '../registry/registry-parts';
import { ObjectStorage } from '../storage/object-storage';
import { monitorAlarms } from './drift-watch';

const REGION = 'us-east-1';

/** Evidently in a cluster that is there already, with an S3-compatible store, which the Secret of the platform's store opens, and MLflow. */
export class ClusterMonitor extends Construct implements MonitorBackend {
  public readonly metrics: IDriftMonitorMetrics;
  public readonly alarms: IAlarm[];
  public readonly reportLocation: string;
  public readonly baselineCommand: string;
  public readonly runCommand: string;
  public readonly identity: IIdentity;
  private readonly store: IArtifactStore;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: ClusterDriftPlan) {
    super(scope, id);
    const { name, place: { cluster, namespace }, reports } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const drift = new ClusterDrift(plan, bindingOf(plan, account, platform.objectStorage));
    cluster.install(drift);
    const queries = drift.queries();
    this.store = reports!.store;
    this.reportLocation = reports!.uri;
    this.baselineCommand = drift.baselineCommand;
    this.runCommand = drift.runCommand;
    this.identity = account.identity;
    this.metrics = new ClusterDriftMetrics(plan, queries, (query, label) => Metric.promql(query, { label }));
    this.alarms = monitorAlarms(this, platform, plan, queries);
  }

  public grantRead(identity: IIdentity): void {
    requireGranteeOf('kubernetes', identity, this);
    this.store.grantRead(identity);
  }
}

function bindingOf(plan: ClusterDriftPlan, { serviceAccountName, podLabels }: IClusterServiceAccount, storage: ObjectStorage): ClusterDriftBinding {
  const { endpoint, region = REGION, credentialsSecret: name } = storage;
  const { place: { namespace, traits }, baseline: { renewedBy } } = plan;
  return {
    serviceAccountName,
    podLabels,
    storeEndpoint: endpoint,
    storageEnvironment: [
      { name: 'AWS_ENDPOINT_URL', value: endpoint },
      { name: 'AWS_REGION', value: region },
      // Older stores refuse the checksums that the client adds by itself: https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html
      ...['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'].map((variable) => ({ name: variable, value: 'when_required' })),
      ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((key) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } })),
    ],
    registry: renewedBy && aliasOf(renewedBy),
    monitors: (monitor, matchLabels) => podMonitorOf({ name: monitor, namespace, port: 'metrics', matchLabels }, traits),
    lazy: (produce) => Lazy.anyValue({ produce }),
  };
}
