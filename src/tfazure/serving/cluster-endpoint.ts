import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAlarm, IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { ClusterEndpoint as Software } from '../../kubernetes/serving/cluster-endpoint';
import { EndpointCallers } from '../../kubernetes/serving/endpoint-callers';
import { stableText } from '../../terraform';
import { Alarm } from '../observability/alarm';
import { PrometheusMetric } from '../observability/prometheus-metric';
import { ClusterServiceAccount, namespaceOf } from '../training/service-account';
import { ClusterEndpointMetrics } from './cluster-endpoint-metrics';
import { EndpointBackend } from './endpoint-backend';
import { EndpointMonitor } from './endpoint-monitor';
import { ModelEndpointProps } from './model-endpoint-props';
import { artifactOf, readFolders } from './version-artifact';

/** An endpoint on AKS: its pods are a managed identity by Workload ID, and fetch their models as that. */
export class ClusterEndpoint extends Construct implements EndpointBackend {
  public readonly endpointName: string;
  public readonly invokeUrl: string;
  public readonly identity: IIdentity;
  public readonly captureLocation?: string;
  public readonly quotas: QuotaNeed[] = [];
  public readonly metrics: IModelEndpointMetrics;
  public readonly alarms: IAlarm[];
  public readonly identityResource: TerraformResource;

  private readonly callers: EndpointCallers;

  public constructor(scope: Construct, id: string, plan: ModelEndpointPlan<ClusterPlace>, { platform }: ModelEndpointProps) {
    super(scope, id);
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name }) as ClusterServiceAccount;
    readFolders(plan).forEach(({ store, folder }) => store.grantRead(account.identity, folder));
    const endpoint = new Software(plan, { artifactOf, serviceAccountName: account.serviceAccountName, podLabels: account.podLabels });
    cluster.install(endpoint);
    cluster.install(new EndpointMonitor(plan));
    const { monitorWorkspaceId } = cluster.metrics.podsPending() as PrometheusMetric;
    this.endpointName = name;
    this.invokeUrl = endpoint.invokeUrl;
    this.identity = account.identity;
    this.callers = new EndpointCallers(plan, (text) => stableText(this, text));
    this.identityResource = account.resource;
    this.metrics = new ClusterEndpointMetrics(name, endpoint.queries, monitorWorkspaceId);
    this.alarms = endpointAlarms(plan, this.metrics).map(({ id: alarmId, suffix, guards: _guards, ...alarm }) => {
      return new Alarm(this, alarmId, { ...alarm, platform, alarmName: `${name}-${suffix}` });
    });
  }

  /** A cluster knows its own accounts, and of identities of Azure those that it made one of. */
  public grantInvoke(identity: IIdentity): void {
    requireGranteeOf('azure', identity, this);
    this.callers.admit(identity, namespaceOf(identity));
  }
}
