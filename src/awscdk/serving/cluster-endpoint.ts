import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ArtifactPath, IIdentity, QuotaNeed } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { CapturePlan, ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { artifactOf, modelFolders } from '../../core/serving/model-files';
import { fill } from '../../facts/aws/fill';
import { REQUEST_LINES, REQUEST_NAMESPACE, requestMetric } from '../../facts/aws/serving-cluster';
import { versionsFolder } from '../../facts/aws/serving-model';
import { installCapture } from '../../kubernetes/serving/capture/install-capture';
import { ClusterEndpoint as Software } from '../../kubernetes/serving/cluster-endpoint';
import { EndpointCallers } from '../../kubernetes/serving/endpoint-callers';
import { pascal } from '../names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { HELM_TIMEOUT_SECONDS } from '../training/helm-timeout';
import { namespaceOf } from '../training/service-account';
import { EndpointBackend } from './endpoint-backend';

export interface ClusterEndpointProps {
  readonly platform: IMlPlatform;
  readonly plan: ModelEndpointPlan<ClusterPlace>;
}

/** An endpoint that a cluster on EKS runs, with a service account of its own, which is a role of IAM. */
export class ClusterEndpoint extends Construct implements EndpointBackend {
  public readonly identity: IIdentity;
  public readonly invokeUrl: string;
  public readonly quotas: QuotaNeed[] = [];
  private readonly plan: ModelEndpointPlan<ClusterPlace>;
  private readonly endpoint: Software;
  private readonly callers: EndpointCallers;
  private captured?: ArtifactPath;

  public constructor(scope: Construct, id: string, private readonly props: ClusterEndpointProps) {
    super(scope, id);
    const { platform, plan } = props;
    const { name, place: { cluster, namespace } } = plan;
    const account = cluster.addServiceAccount(name, { namespace, serviceAccountName: name });
    this.plan = plan;
    this.callers = new EndpointCallers(plan);
    this.identity = account.identity;
    modelFolders(plan, versionsFolder).forEach(({ store, folder }) => store.grantRead(this.identity, folder));
    const { serviceAccountName, podLabels } = account;
    this.endpoint = new Software(plan, {
      artifactOf,
      serviceAccountName,
      podLabels,
      requestLog: true,
      longestReleaseSeconds: HELM_TIMEOUT_SECONDS,
      lazy: (produce) => Lazy.any({ produce }),
    });
    cluster.install(this.endpoint);
    this.invokeUrl = this.endpoint.invokeUrl;
    if (plan.capture) this.keepRequests(plan.capture);
    this.countRequests(platform.platformName);
  }

  public get captureLocation(): string | undefined {
    return this.captured?.uri;
  }

  /** Of one that keeps them already nothing is changed. */
  public keepRequests(capture: CapturePlan): void {
    if (this.captured) return;
    const { props: { platform, plan }, endpoint } = this;
    this.captured = installCapture({
      plan,
      endpoint,
      capture,
      artifacts: platform.artifacts,
      store: { system: 's3', region: Stack.of(this).region },
      grantWrite: ({ store }, prefix, identity) => store.grantWrite(identity, prefix),
    });
  }

  /** A cluster knows its own accounts, and of identities of AWS those that it made one of. */
  public grantInvoke(identity: IIdentity): void {
    requireGranteeOf('aws', identity, this);
    this.callers.admit(identity, namespaceOf(identity));
  }

  private countRequests(platformName: string): void {
    const { name, place: { cluster, traits } } = this.plan;
    Object.entries(fill(REQUEST_LINES, { cluster: traits.clusterName, endpoint: name })).forEach(([what, { logGroup, pattern, value }]) => {
      const id = pascal(what);
      const filter = new MetricFilter(this, id, {
        logGroup: LogGroup.fromLogGroupName(this, `${id}Log`, logGroup),
        filterPattern: FilterPattern.literal(pattern),
        metricNamespace: fill<string>(REQUEST_NAMESPACE, { name: platformName }),
        metricName: requestMetric(name, what),
        metricValue: value,
      });
      filter.node.addDependency(cluster);
    });
  }
}
