import { EndpointKind, Model, ModelEndpointProps, ModelGateway, Runtime, Scaling } from '../../../src/core';
import { ClusterPlace } from '../../../src/core/serving/cluster-endpoint-plan';
import { ModelEndpointPlan } from '../../../src/core/serving/model-endpoint-plan';
import { IMAGES } from '../../../src/facts/kubernetes/images-runtimes';
import { ClusterEndpoint } from '../../../src/kubernetes/serving/cluster-endpoint';
import { ClusterEndpointBinding } from '../../../src/kubernetes/serving/cluster-endpoint-binding';
import { path, plan, serving } from '../../core/serving/fake-endpoints';

export type Json = Record<string, any>;

/** Software by which every rollout and every scaling can be had. */
export const ALL = ['prometheus-operator', 'kube-prometheus-stack', 'argo-rollouts', 'gateway-rollouts', 'keda', 'scaled-rollouts'];
export const XGBOOST = Model.fromArtifact(path('fraud/1'), Runtime.xgboost('2.1'));
export const BINDING: ClusterEndpointBinding = {
  serviceAccountName: 'ml-fraud', podLabels: { 'azure.workload.identity/use': 'true' }, lazy: (produce) => produce(),
};

export const deployment = (gateway?: ModelGateway, provided = ALL, mirror?: string) => {
  return EndpointKind.deployment(serving(provided, { mirror }), { namespace: 'fraud', gateway });
};
export const kserve = (more: readonly string[] = [], mirror?: string) => EndpointKind.kserve(serving(['kserve', ...ALL, ...more], { mirror }), { namespace: 'fraud' });

/** An endpoint of XGBoost in a cluster, two replicas of a Deployment unless something else is said. */
export function planned(props: Partial<ModelEndpointProps> = {}): ModelEndpointPlan<ClusterPlace> {
  const model = props.variants ? {} : { model: XGBOOST };
  const clusterImages = { images: IMAGES, registries: {} };
  return plan({ kind: deployment(), scaling: Scaling.fixed(2), ...model, ...props }, { clusterImages }) as ModelEndpointPlan<ClusterPlace>;
}

/** What it consists of. */
export function manifestsOf(props: Partial<ModelEndpointProps> = {}, binding: Partial<ClusterEndpointBinding> = {}): Json[] {
  const of = planned(props);
  return new ClusterEndpoint(of, { ...BINDING, ...binding }).parts(of.place.traits).manifests![0].manifests;
}

/** The resource of a kind, by its name where there are several. */
export function one(manifests: readonly Json[], kind: string, name?: string): Json {
  const found = manifests.filter((manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name));
  const there = manifests.map((manifest) => `${manifest.kind}/${manifest.metadata.name}`);
  if (found.length !== 1) throw new Error(`${found.length} of ${kind}/${name ?? '*'} among ${there.join(', ')}`);
  return found[0]!;
}

/** The pod of whatever makes one. */
export const podOf = (workload: Json): Json => workload.spec.template.spec as Json;
export const modelOf = (workload: Json): Json => podOf(workload).containers[0] as Json;
export const initOf = (workload: Json, wanted: string): Json => (podOf(workload).initContainers as Json[]).find(({ name }) => name === wanted)!;
