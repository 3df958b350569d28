import { Target } from '../core/private';
import { CLUSTER_REFUSALS } from '../facts/aws/cluster-refusals';
import { DRIFT_REFUSALS } from '../facts/aws/drift-service';
import { FEATURE_REFUSALS } from '../facts/aws/features-service';
import { SERVING_REFUSALS } from '../facts/aws/serving-service';

/** What AWS, or its plugin for Terraform, cannot do. */
export const TARGET: Target = {
  name: 'tfaws',
  system: 'aws',
  clusterSystem: 'eks',
  refusals: {
    ...CLUSTER_REFUSALS,
    ...DRIFT_REFUSALS,
    ...FEATURE_REFUSALS,
    ...SERVING_REFUSALS,
    // The plugin has an argument for the strategy from 6.26 on only: https://github.com/hashicorp/terraform-provider-aws/pull/41487
    'training/surge': {
      reason: CLUSTER_REFUSALS['training/surge'].reason,
      alternative:
        "leave it out: EKS adds nodes first; where no machine is left for that, set the group's strategy to MINIMAL with 'aws eks update-nodegroup-config', "
        + 'which Terraform does not undo',
    },
  },
};
