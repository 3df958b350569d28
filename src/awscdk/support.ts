import { Target } from '../core/private';
import { CLUSTER_REFUSALS } from '../facts/aws/cluster-refusals';
import { DRIFT_REFUSALS } from '../facts/aws/drift-service';
import { FEATURE_REFUSALS } from '../facts/aws/features-service';
import { SERVING_REFUSALS } from '../facts/aws/serving-service';

/** What AWS cannot do for a platform. */
export const TARGET: Target = {
  name: 'awscdk', system: 'aws', clusterSystem: 'eks', refusals: { ...CLUSTER_REFUSALS, ...DRIFT_REFUSALS, ...FEATURE_REFUSALS, ...SERVING_REFUSALS },
};
