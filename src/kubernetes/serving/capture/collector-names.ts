import { captureName } from '../../../core/serving/cluster-capture';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { MeasuredPods } from '../pod-monitor';

/** Where the collector takes copies. */
export const COLLECTOR_PORT = 4196;

/** What finds the pods of a collector, none of which answers for a model. */
export function collectorLabels({ name }: Pick<ClusterEndpointPlan, 'name'>): Record<string, string> {
  return { 'ml-platform/captures': name };
}

/** Where the meters find it; the dot at the end spares the name server the search in other domains. */
export function collectorHost(plan: Pick<ClusterEndpointPlan, 'name' | 'place'>): string {
  return `${captureName(plan.name)}.${plan.place.namespace}.svc.cluster.local.`;
}

/** What a collector has taken, written and dropped. */
export function collectorPods(plan: Pick<ClusterEndpointPlan, 'name'>): MeasuredPods {
  const { name } = plan;
  return { name: captureName(name), release: `copies-${name}`, labels: collectorLabels(plan), at: { port: 'measurements', path: '/metrics' } };
}
