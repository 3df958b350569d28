import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ArtifactPath, IArtifactStore, IIdentity, IModelEndpointMetrics, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { isUnresolved } from '../../core/private';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { CapturePlan, ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { ROLES } from '../../facts/gcp/roles';
import { NAMESPACE_OF_PRINCIPAL } from '../../facts/gcp/serving-cluster';
import { collectorPods } from '../../kubernetes/serving/capture/collector-names';
import { installCapture } from '../../kubernetes/serving/capture/install-capture';
import { ClusterEndpoint as Software } from '../../kubernetes/serving/cluster-endpoint';
import { EndpointCallers } from '../../kubernetes/serving/endpoint-callers';
import { stableText } from '../../terraform';
import { bucketOf } from '../jobs/data-access';
import { artifactOf } from '../registry/version-artifact';
import { grantOnBucket } from '../storage/store-access';
import { ClusterEndpointMetrics } from './cluster-endpoint-metrics';
import { EndpointBackend } from './endpoint-backend';
import { EndpointMonitor } from './endpoint-monitor';

/** An endpoint that a GKE cluster runs, as an account of Kubernetes that IAM knows by itself. */
export class ClusterEndpoint extends Construct implements EndpointBackend {
  public readonly invokeUrl: string;
  public readonly identity: IIdentity;
  public readonly quotas: QuotaNeed[] = [];
  public readonly metrics: IModelEndpointMetrics;
  private readonly endpoint: Software;
  private readonly callers: EndpointCallers;
  private captured?: ArtifactPath;

  public constructor(
    scope: Construct,
    id: string,
    private readonly plan: ModelEndpointPlan<ClusterPlace>,
    private readonly artifacts: IArtifactStore,
  ) {
    super(scope, id);
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    const files = modelsOf(plan).flatMap(({ model: { artifact, version } }) => artifact ?? (version && artifactOf(version)) ?? []);
    files.forEach((path) => grantOnBucket(this, bucketOf(path), ROLES.objectViewer, account.identity, versionsFolder(path.key)));
    const { serviceAccountName, podLabels } = account;
    this.endpoint = new Software(plan, { artifactOf, serviceAccountName, podLabels, lazy: (produce) => Lazy.anyValue({ produce }) });
    cluster.install(this.endpoint);
    cluster.install(new EndpointMonitor(plan));
    this.invokeUrl = this.endpoint.invokeUrl;
    this.identity = account.identity;
    this.callers = new EndpointCallers(plan, (text) => stableText(this, text));
    this.metrics = new ClusterEndpointMetrics(plan);
    if (plan.capture) this.keepRequests(plan.capture);
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /** Of one that keeps them already nothing is changed. */
  public keepRequests(capture: CapturePlan): void {
    if (this.captured) return;
    const { plan, endpoint, artifacts } = this;
    this.captured = installCapture({
      plan,
      endpoint,
      capture,
      artifacts,
      store: { system: 'gcs' },
      // Each file has a name of its own: none is ever read or replaced.
      grantWrite: (path, prefix, identity) => grantOnBucket(this, bucketOf(path), ROLES.objectCreator, identity, prefix),
    });
    plan.place.cluster.install(new EndpointMonitor(plan, collectorPods(plan)));
  }

  public grantInvoke(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this);
    this.callers.admit(identity, NAMESPACE_OF_PRINCIPAL.exec(identity.identityName)?.[1]);
  }
}

/**
 * `fraud/` of `fraud/2`: pods of the release before start while a new one is on its way, and after one that went back; a right to the new version alone would have taken
 * their own from them. A model at the top of a store has its own folder only, and so has one whose place is known at deployment only.
 */
function versionsFolder(key: string): string {
  const parts = key.split('/').filter(Boolean);
  return isUnresolved(key) || parts.length < 2 ? key.replace(/\/*$/, '/') : `${parts.slice(0, -1).join('/')}/`;
}
