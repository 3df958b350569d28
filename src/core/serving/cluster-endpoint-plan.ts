import { IConstruct } from 'constructs';
import { Problems, Target } from '../private';
import { ClusterTraits } from '../training';
import { ClusterWithTraits, hasTraits, whyForeign } from '../training/cluster-traits';
import { EndpointKind } from './endpoint-kind';
import { ModelGateway } from './model-gateway';

/** Where an endpoint runs in a cluster. */
export interface ClusterPlace {
  readonly kind: 'kserve' | 'deployment';
  readonly cluster: ClusterWithTraits;
  /** The cluster as it was when the endpoint was made. */
  readonly traits: ClusterTraits;
  readonly namespace: string;
  /** Whether the token of the service account is in its pods. */
  readonly serviceAccountToken: boolean;
  readonly gateway?: ModelGateway;
  /** Whether KServe runs the model by Knative, which scales to zero and splits traffic between revisions. */
  readonly knative: boolean;
}

/** Finds an endpoint's place in a cluster; notes what the cluster lacks. */
export function planClusterPlace(kind: EndpointKind, scope: IConstruct, target: Target, problems: Problems): ClusterPlace | undefined {
  const cluster = kind._cluster!;
  if (!hasTraits(cluster)) {
    problems.add('serving/cluster', 'the cluster is none of this library, so that nothing is known of its nodes: give what addTrainingCluster or TrainingCluster.fromExisting made');
    return undefined;
  }
  const foreign = whyForeign(cluster, scope, target);
  if (foreign) {
    problems.add('serving/cluster', foreign);
    return undefined;
  }
  const traits = cluster._traits();
  const { namespace, gateway, serviceAccountToken = false } = kind._clusterOptions!;
  const isKServe = kind.kind === 'kserve';
  if (isKServe) requireSoftware('kserve', 'an InferenceService', traits, problems);
  const knative = isKServe && traits.provided.includes('knative');
  return { kind: kind.kind as ClusterPlace['kind'], cluster, traits, namespace, serviceAccountToken, gateway, knative };
}

/** Notes software that is not there. */
export function requireSoftware(need: string, what: string, { provided, clusterName }: ClusterTraits, problems: Problems, how = 'install it before'): void {
  if (provided.includes(need)) return;
  problems.add('software/need-missing', `${what} needs '${need}', which is not in the cluster '${clusterName}': ${how}`);
}

/** What an endpoint is to a cluster: software by this name. */
export function endpointSoftwareName(endpoint: string): string {
  return `endpoint-${endpoint}`;
}

/** Notes a name that another endpoint of the cluster has, in whichever namespace, or that its account cannot have. */
export function checkInCluster(endpoint: string, { cluster, namespace, traits }: ClusterPlace, problems: Problems): void {
  if (traits.provided.includes(endpointSoftwareName(endpoint))) {
    problems.add('serving/name-twice', `an endpoint '${endpoint}' is in the cluster '${traits.clusterName}' already: choose another id`);
    return;
  }
  cluster._checkServiceAccount(endpoint, { namespace, serviceAccountName: endpoint }, problems);
}
