import { Target } from '../core/private';

/** What Google Cloud cannot do of what a portable program may ask for, and what comes nearest. */
export const TARGET: Target = {
  name: 'tfgcp',
  system: 'gcp',
  clusterSystem: 'gke',
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
    'serving/managed-zero': {
      reason: 'a deployment of Vertex AI has one replica at least (v1)',
      alternative: 'take EndpointKind.managed() with Scaling.elastic(1, …), or EndpointKind.kserve(…) with kubernetes.Knative',
    },
    'serving/managed-shadow': {
      reason: 'an endpoint of Vertex AI sends each request to one deployment, and copies none',
      alternative: 'give the new model a small weight as a variant, or take EndpointKind.kserve(…) or EndpointKind.deployment(…), and copy requests where they come in',
    },
    'serving/managed-secrets': {
      reason: 'a container of Vertex AI is given no secrets: its variables stand in the model for whoever may read it',
      alternative: 'copy the model into a store, take an image whose program reads Secret Manager as the identity of the endpoint, or EndpointKind.kserve(…)',
    },
    'serving/managed-scale-on-latency': {
      reason: 'Vertex AI counts replicas by their CPUs, their GPUs or their requests',
      alternative: 'take EndpointScaling.requestsPerReplica(…) with as many as a replica answers in that time',
    },
    'serving/network-isolation': {
      reason: 'containers of Vertex AI have no switch for what they may call',
      alternative: 'take EndpointAccess.private(), whose containers reach nothing, or put a perimeter of VPC Service Controls around the project',
    },
    'serving/capture-path': {
      reason: 'Vertex AI writes captured requests into a table of BigQuery',
      alternative: "leave 'path' out, and read them there: captureLocation",
    },
    'features/managed-online-only': {
      reason: 'the online store of Vertex AI is filled from a table of BigQuery, where all values stay',
      alternative: "leave 'offline' out, or take FeatureStoreKind.feast(…)",
    },
    'features/managed-time-to-live': {
      reason: 'Vertex AI keeps the latest values of an entity online until its feature view is deleted, also when the table has them no more',
      alternative: "leave 'timeToLive' out, and have who writes add a row without values once they are too old: the latest row is what is served",
    },
    'features/managed-low-latency': {
      reason: 'the optimized online store of Vertex AI gets critical patches only, and ends on 2027-02-17 (https://docs.cloud.google.com/vertex-ai/docs/featurestore/latest/online-serving-types)',
      alternative: 'take OnlineLatency.STANDARD, which is Bigtable',
    },
    'features/managed-shards': {
      reason: 'a topic of Pub/Sub has no shards: it takes as much as is sent',
      alternative: "leave 'shards' out",
    },
    'drift/managed-attribution': {
      reason: 'what a feature counts for is told by explanations, and kept requests to our endpoints have none',
      alternative: 'take DriftSignal.dataDrift(…) with thresholds of their own for the features that count most',
    },
  },
};
