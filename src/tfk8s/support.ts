import { Target } from '../core/private';

/** What an existing Kubernetes cluster cannot do for a platform; it stands in the support matrix. */
export const TARGET: Target = {
  name: 'tfk8s',
  system: 'kubernetes',
  clusterSystem: 'kubernetes',
  refusals: {
    'platform/budget': {
      reason: 'a cluster writes no bill',
      alternative: 'leave the budget out here and set it where the machines are paid for',
    },
    'platform/permissions-boundary': {
      reason: 'Kubernetes roles only ever add rights, and nothing bounds them',
      alternative: 'bound what may be granted with a ValidatingAdmissionPolicy of the organization',
    },
    'platform/central-dns': {
      reason: 'the cluster resolves names by itself, and the platform makes no DNS zone',
      alternative: 'leave centralDns out here',
    },
    'network/addresses': {
      reason: 'the addresses of pods and services belong to the cluster',
      alternative: 'leave cidr, podCidr and serviceCidr out here; connectedCidrs says what the namespace may reach',
    },
    'network/zones': {
      reason: 'the zones of the nodes belong to the cluster',
      alternative: 'leave zones out here',
    },
    'storage/tiers': {
      reason: 'S3-compatible stores have no common set of storage classes',
      alternative: "let objects expire, or set the tiers in the store and pass the bucket as 'existingArtifacts'",
    },
    'storage/replication': {
      reason: 'the object store replicates by its own means, outside the cluster',
      alternative: "set up replication in the store and pass the bucket as 'existingArtifacts'",
    },
    'storage/prefix-grants': {
      reason: 'access to an S3-compatible store is by a credential for the whole bucket',
      alternative: 'grant the whole store, or give each team a store of its own with addArtifactStore',
    },
    'registry/immutable-tags': {
      reason: 'CNCF Distribution lets a tag move',
      alternative: "refer to images by digest, or pass a registry that has it (Harbor, for one) as 'existingRegistry'",
    },
    'registry/keep-last': {
      reason: 'CNCF Distribution deletes nothing by itself',
      alternative: "pass a registry that has retention rules (Harbor, for one) as 'existingRegistry'",
    },
    'registry/scan-on-push': {
      reason: 'CNCF Distribution has no scanner',
      alternative: "scan in the pipeline, or pass a registry that scans (Harbor, for one) as 'existingRegistry'",
    },
    'training/elastic': {
      reason: 'the nodes exist, and nothing here makes or removes one',
      alternative: 'say how many there are with Scaling.fixed(…), the most where somebody else scales them',
    },
    'training/spot': {
      reason: 'how a node that exists was bought is not decided here',
      alternative: 'leave the capacity out, and buy spot machines where the nodes are made',
    },
    'training/reservation': {
      reason: 'how a node that exists was bought is not decided here',
      alternative: 'leave the capacity out, and use the reservation where the nodes are made',
    },
    'training/compact-placement': {
      reason: 'where the nodes lie was decided when they were made',
      alternative: 'leave the placement out, and describe nodes that lie close together as a group of their own',
    },
    'training/node-disk': {
      reason: 'the nodes have the disks that they were made with',
      alternative: 'leave diskSize out here, and set it where the nodes are made',
    },
    'training/surge': {
      reason: "upgrades of the nodes are their owner's",
      alternative: 'leave surge out here, and set it in whatever upgrades the nodes',
    },
    'training/kubernetes-version': {
      reason: 'the cluster exists, with the version that it has',
      alternative: 'leave kubernetesVersion out here, and upgrade the cluster where it is made',
    },
    'training/release-channel': {
      reason: "upgrades of the cluster are its owner's",
      alternative: 'leave releaseChannel out here, and set it where the cluster is made',
    },
    'training/maintenance-window': {
      reason: 'nobody here replaces nodes or upgrades the cluster',
      alternative: 'leave maintenanceWindow out here, and set it in whatever upgrades the nodes',
    },
    'job/managed-service': {
      reason: 'there is no cloud here whose service could run it',
      alternative: 'take TrainingBackend.cluster(…)',
    },
    'job/managed-spot': {
      reason: 'there is no cloud here whose service could run it',
      alternative: 'take TrainingBackend.cluster(…), on nodes that were bought so',
    },
    'job/managed-reservation': {
      reason: 'there is no cloud here whose service could run it',
      alternative: 'take TrainingBackend.cluster(…), on nodes that were bought so',
    },
    'job/managed-retries': {
      reason: 'there is no cloud here whose service could run it',
      alternative: 'take TrainingBackend.cluster(…), where a run starts again as often as you say',
    },
    'job/keep-warm': {
      reason: 'there is no cloud here whose service could run it',
      alternative: 'take TrainingBackend.cluster(…), whose nodes are there in any case',
    },
    'job/batch-service': {
      reason: 'AWS Batch is a service of AWS',
      alternative: 'take TrainingBackend.cluster(…)',
    },
    'job/cloud-secrets': {
      reason: 'there is no cloud here that keeps secrets',
      alternative: 'take JobSecret.fromKubernetes(…), which kubernetes.ExternalSecrets may fill from wherever they are kept',
    },
    'serving/managed': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) or EndpointKind.kserve(…)',
    },
    'serving/managed-zero': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.kserve(…) with kubernetes.Knative',
    },
    'serving/managed-shadow': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) with a gateway',
    },
    'serving/managed-secrets': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…), whose server reads a Secret of Kubernetes',
    },
    'serving/managed-scale-on-requests': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) with kubernetes.Keda, or EndpointKind.kserve(…) with kubernetes.Knative',
    },
    'serving/managed-scale-on-cpu': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…)',
    },
    'serving/managed-scale-on-gpu': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) with kubernetes.Keda',
    },
    'serving/managed-scale-on-latency': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) with kubernetes.Keda',
    },
    'serving/managed-scale-on-schedule': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…) with kubernetes.Keda',
    },
    'serving/network-isolation': {
      reason: 'a pod has to fetch its model, from addresses that no NetworkPolicy knows',
      alternative: 'limit what the namespace may call, and leave networkIsolation out',
    },
    'serving/capture-path': {
      reason: 'there is no cloud here whose service could serve it',
      alternative: 'take EndpointKind.deployment(…), whose requests are kept where you say',
    },
    'drift/managed': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …)',
    },
    'drift/managed-batch-output': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …), which watches batch outputs',
    },
    'drift/managed-model-quality': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …), which measures quality',
    },
    'drift/managed-bias': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …), which measures bias',
    },
    'drift/managed-attribution': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …), which measures attribution',
    },
    'drift/managed-segments': {
      reason: 'there is no cloud whose monitor could be used',
      alternative: 'take DriftMonitorKind.evidently(cluster, …), which measures segments',
    },
    'features/managed': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…)',
    },
    'features/managed-composite-key': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), which takes several keys',
    },
    'features/managed-online-only': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), whose groups may be online only',
    },
    'features/managed-time-to-live': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), and let callers look at the event time',
    },
    'features/managed-low-latency': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…) with FeastDatabase.redis(…)',
    },
    'features/managed-vectors': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), which takes vectors',
    },
    'features/managed-table': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), which reads folders of Parquet files',
    },
    'features/managed-shards': {
      reason: 'there is no cloud here whose service it could be',
      alternative: 'take FeatureStoreKind.feast(…), whose streams are topics of Kafka',
    },
    'features/feast-database': {
      reason: 'there is no cloud here that has one',
      alternative: 'name the Secret of yours: FeastDatabase.postgres(…) or FeastDatabase.redis(…)',
    },
    'access/private': {
      reason: 'who reaches the API server was decided when the cluster was made',
      alternative: "leave access out here; the platform's providers say how the cluster is reached",
    },
    'access/authorized-networks': {
      reason: 'who reaches the API server was decided when the cluster was made',
      alternative: "leave access out here, and authorize networks in the cluster's own configuration or firewall",
    },
    'access/gateway': {
      reason: 'a cluster that exists is reached as its kubeconfig says',
      alternative: "leave access out here, and give a context of the kubeconfig that goes through your gateway as 'kubeContext'",
    },
  },
};
