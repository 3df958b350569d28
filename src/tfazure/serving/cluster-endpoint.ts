import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IAlarm, IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { endpointAlarms } from '../../core/serving/endpoint-alarms';
import { CapturePlan, ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { collectorPods } from '../../kubernetes/serving/capture/collector-names';
import { installCapture } from '../../kubernetes/serving/capture/install-capture';
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
  public readonly quotas: QuotaNeed[] = [];
  public readonly metrics: IModelEndpointMetrics;
  public readonly alarms: IAlarm[];
  public readonly identityResource: TerraformResource;

  private readonly endpoint: Software;
  private readonly callers: EndpointCallers;
  private captured?: ArtifactPath;

  public constructor(
    scope: Construct,
    id: string,
    private readonly plan: ModelEndpointPlan<ClusterPlace>,
    private readonly props: ModelEndpointProps,
  ) {
    super(scope, id);
    const { platform } = props;
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name }) as ClusterServiceAccount;
    readFolders(plan).forEach(({ store, folder }) => store.grantRead(account.identity, folder));
    const { serviceAccountName, podLabels } = account;
    const endpoint = new Software(plan, { artifactOf, serviceAccountName, podLabels, lazy: (produce) => Lazy.anyValue({ produce }) });
    this.endpoint = endpoint;
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
    if (plan.capture) this.keepRequests(plan.capture);
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /** Of one that keeps them already nothing is changed. */
  public keepRequests(capture: CapturePlan): void {
    if (this.captured) return;
    const { plan, endpoint, props: { platform } } = this;
    const { uri } = capture.path?.store ?? platform.artifacts;
    this.captured = installCapture({
      plan,
      endpoint,
      capture,
      artifacts: platform.artifacts,
      store: { system: 'azure', account: accountOf(uri) },
      grantWrite: ({ store }, prefix, identity) => store.grantWrite(identity, prefix),
    });
    plan.place.cluster.install(new EndpointMonitor(plan, collectorPods(plan)));
  }

  /** A cluster knows its own accounts, and of identities of Azure those that it made one of. */
  public grantInvoke(identity: IIdentity): void {
    requireGranteeOf('azure', identity, this);
    this.callers.admit(identity, namespaceOf(identity));
  }
}

/** `acme` of `https://acme.blob.core.windows.net/artifacts`, which may be known at deployment only. */
function accountOf(uri: string): string {
  return uri.slice('https://'.length, uri.indexOf('.blob.'));
}
