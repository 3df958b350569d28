import { Target } from '../core/private';

/** What Google Cloud cannot do of what a portable program may ask for, and what comes nearest. */
export const TARGET: Target = {
  name: 'tfgcp',
  refusals: {
    'platform/permissions-boundary': {
      reason: 'roles of Google Cloud have no permissions boundary',
      alternative: 'the roles of the platform list their permissions one by one; bound the project from above by an IAM deny policy or a principal access boundary of the organization',
    },
    'network/zones': {
      reason: 'a subnet of Google Cloud spans all zones of its region',
      alternative: "leave 'zones' out: what runs in the subnet is spread over the zones by the service that runs it",
    },
    'job/keep-warm': {
      reason: 'Vertex AI keeps machines only as a persistent resource, which runs and costs until somebody deletes it, and has no time after which it goes',
      alternative: "leave 'keepWarm' out, or take TrainingBackend.cluster(…) with a group that keeps nodes by Scaling.elastic(1, …)",
    },
    'job/batch-service': {
      reason: 'AWS Batch is a service of AWS',
      alternative: 'take TrainingBackend.managed(), which is Vertex AI',
    },
  },
};
