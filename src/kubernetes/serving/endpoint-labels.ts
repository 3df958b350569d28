import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { VariantPlan } from '../../core/serving/variant-plan';

export type ClusterEndpointPlan = ModelEndpointPlan<ClusterPlace>;

/** What finds all that belongs to an endpoint. */
export function endpointLabel({ name }: Pick<ClusterEndpointPlan, 'name'>): Record<string, string> {
  return { 'ml-platform/endpoint': name };
}

/** What finds the pods of one of its models. */
export function variantLabels(plan: Pick<ClusterEndpointPlan, 'name'>, { name }: Pick<VariantPlan, 'name'>): Record<string, string> {
  return { ...endpointLabel(plan), 'ml-platform/variant': name };
}

/** What the resources of a model are called: as the endpoint, and so is its only model. */
export function workloadName(plan: Pick<ClusterEndpointPlan, 'name' | 'variants'>, { name }: Pick<VariantPlan, 'name'>): string {
  return plan.variants.length === 1 && plan.variants[0]!.name === name ? plan.name : `${plan.name}-${name}`;
}

/** The name, the namespace and the labels of a resource. */
export function metadataOf(plan: ClusterEndpointPlan, name: string, labels: Readonly<Record<string, string>> = endpointLabel(plan)) {
  return { name, namespace: plan.place.namespace, labels: { ...plan.place.traits.labels, ...labels } };
}
