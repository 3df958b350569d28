import { metadataOf, ClusterEndpointPlan } from '../endpoint-labels';
import { ReleaseWatch } from './release-hook';

const EVERY_SECONDS = 30;
/** The first measurements come a little after the first pods. */
const FIRST_AFTER = '60s';

/** The name of the argument that has the hash of the pods that are tried. */
export const HASH_ARGUMENT = 'hash';
/** Of which series: those of the new pods. */
export const NEW_PODS = `rollouts_pod_template_hash="{{args.${HASH_ARGUMENT}}}"`;

/**
 * What Argo Rollouts measures of new pods: https://argo-rollouts.readthedocs.io/en/stable/features/analysis/. Where nobody has asked yet there is nothing to measure, which is no failure;
 * a Prometheus that does not answer is one after the fourth time.
 */
export function analysisTemplate(plan: ClusterEndpointPlan, name: string, watch: ReleaseWatch, seconds?: number): Record<string, unknown> {
  const { guards, prometheus } = watch;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: metadataOf(plan, name),
    spec: {
      args: [{ name: HASH_ARGUMENT }],
      metrics: guards.map(({ name: metric, query, above }) => ({
        name: metric,
        interval: `${EVERY_SECONDS}s`,
        initialDelay: FIRST_AFTER,
        ...(seconds === undefined ? {} : { count: Math.max(1, Math.ceil(seconds / EVERY_SECONDS)) }),
        failureLimit: 1,
        consecutiveErrorLimit: 4,
        successCondition: `len(result) == 0 || isNaN(result[0]) || result[0] <= ${above}`,
        provider: { prometheus: { address: prometheus, query } },
      })),
    },
  };
}
