import { ClusterTraits, Duration, IClusterSoftware, SoftwareParts } from '../../core';
import { sortedKeys } from '../../core/private';
import { requireCapturable } from '../../core/serving/cluster-capture';
import { endpointNeeds } from '../../core/serving/cluster-endpoint-needs';
import { endpointSoftwareName } from '../../core/serving/cluster-endpoint-plan';
import { CapturePlan } from '../../core/serving/model-endpoint-plan';
import { ClusterEndpointBinding } from './cluster-endpoint-binding';
import { ClusterEndpointPlan } from './endpoint-labels';
import { EndpointQueries, endpointQueries } from './endpoint-queries';
import { podMonitor } from './pod-monitor';
import { serverOf } from './pods/model-server';
import { kserveEndpoint } from './rollouts/kserve-endpoint';
import { plainEndpoint, plainReleaseTime } from './rollouts/plain-endpoint';
import { releaseTime } from './rollouts/release-time';
import { hostOf } from './routing/http-route';
import { networkPolicy } from './routing/network-policy';

/**
 * An endpoint in a cluster: what serves its models, what reaches and scales it, what measures it, and what lets a new model take over and sends it back. One release
 * of Helm, which fails when a new model does.
 */
export class ClusterEndpoint implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];
  /** The address that takes requests. */
  public readonly invokeUrl: string;
  /** What Prometheus is asked about it, all models together. */
  public readonly queries: EndpointQueries;
  private capture?: CapturePlan;

  public constructor(private readonly plan: ClusterEndpointPlan, private readonly binding: ClusterEndpointBinding) {
    this.softwareName = endpointSoftwareName(plan.name);
    this.needs = endpointNeeds(plan).map(({ need }) => need);
    this.invokeUrl = invokeUrl(plan);
    this.queries = endpointQueries(plan);
  }

  /** Sends copies of requests to their collector, which the target installs. Throws `serving/kind` where there is nothing that could. */
  public keepRequests(capture: CapturePlan): void {
    requireCapturable(this.plan);
    this.capture = capture;
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan, binding } = this;
    // Whether requests are kept may be said later, and changes what a content is known by.
    const manifests = this.manifests().map((_, i) => binding.lazy(() => this.manifests()[i]));
    const { releaseSeconds } = plan.place.kind === 'kserve' ? releaseTime(plan, binding.longestReleaseSeconds) : plainReleaseTime(plan, binding);
    const timeout = Duration.seconds(releaseSeconds);
    return { manifests: [{ name: this.softwareName, namespace: plan.place.namespace, manifests: manifests as Array<Record<string, any>>, timeout }] };
  }

  private manifests(): Array<Record<string, unknown>> {
    const plan = { ...this.plan, capture: this.capture };
    const { binding } = this;
    return sortedKeys([
      networkPolicy(plan),
      ...podMonitor(plan),
      ...(plan.place.kind === 'kserve' ? kserveEndpoint(plan, binding) : plainEndpoint(plan, binding)),
    ]);
  }
}

function invokeUrl(plan: ClusterEndpointPlan): string {
  const { name, place: { kind, namespace, gateway } } = plan;
  const { predictPath, grpc } = serverOf(plan.variants[0]!.model, name);
  const path = grpc ? '' : predictPath;
  if (gateway) return `${gateway.https ?? true ? 'https' : 'http'}://${hostOf(plan)}${path}`;
  return `http://${kind === 'kserve' ? `${name}-predictor` : name}.${namespace}.svc.cluster.local${path}`;
}
