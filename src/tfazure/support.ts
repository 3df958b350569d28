import { Target } from '../core/private';

/** What Azure lacks, why, and what comes nearest. */
export const TARGET: Target = {
  name: 'tfazure',
  system: 'azure',
  clusterSystem: 'aks',
  refusals: {
    'platform/permissions-boundary': {
      reason: 'Azure has no permissions boundary',
      alternative: 'let Azure Policy deny what nobody may do, and put a condition on the right to assign roles',
    },
    'access/gateway': {
      reason: 'AKS has no gateway in front of an API server that checks identities',
      alternative: 'use ClusterAccess.authorizedNetworks(…) with the ranges of your runners and offices, or ClusterAccess.private(); who may do what is decided by Entra ID in either case',
    },
    // The command job of ARM's type at 2025-12-01 has limits and no number of tries: https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/workspaces/jobs
    'job/managed-retries': {
      reason: 'Azure ML decides by itself whether a run starts again after its machines were taken away, and no job of it has a number of tries',
      alternative: "leave 'retries' out, or take TrainingBackend.cluster(…), where a run starts again as often as it is told",
    },
    // A compute cluster has no place for one: https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/workspaces/computes
    'job/managed-reservation': {
      reason: 'a compute cluster of Azure ML takes no capacity reservation group',
      alternative: 'take TrainingBackend.cluster(…) with a group of nodes that has Capacity.reservation(…)',
    },
    'job/batch-service': {
      reason: 'AWS Batch is a service of AWS, and Azure Batch is what Azure ML runs its jobs with',
      alternative: 'take TrainingBackend.managed(), which runs several nodes together, or TrainingBackend.cluster(…)',
    },
    // "scale-down to zero" is no setting of a deployment, and Azure Monitor's least capacity is held at 1: https://learn.microsoft.com/en-us/azure/machine-learning/concept-endpoints-online#managed-online-endpoints-vs-kubernetes-online-endpoints
    'serving/managed-zero': {
      reason: 'a deployment of Azure ML always has one replica',
      alternative: 'take EndpointKind.kserve(…) with kubernetes.Knative in a cluster, or few replicas at times by EndpointScaling.offHours(…)',
    },
    // Secrets are injected from a vault only into deployments whose images fetch them: https://learn.microsoft.com/en-us/azure/machine-learning/concept-secret-injection
    'serving/managed-secrets': {
      reason: 'the token is for a download from Hugging Face, which a deployment of Azure ML cannot be told to make',
      alternative: 'take EndpointKind.deployment(…), where the token is a Secret of the cluster, or put the model into a store and take Model.fromArtifact',
    },
    // "the egress_public_network_access flag for managed online deployments no longer applies": https://learn.microsoft.com/en-us/azure/machine-learning/concept-secure-online-endpoint#secure-outbound-access-with-workspace-managed-virtual-network
    'serving/network-isolation': {
      reason: 'what a deployment of Azure ML reaches is decided for the whole workspace, by its managed network',
      alternative: "leave 'networkIsolation' out, and give the platform's network Egress.none() or Egress.mirrored(…), with which the workspace lets out approved traffic only",
    },
    // "features.type" of https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-featureset-spec
    'features/managed-vectors': {
      reason: 'a feature set of Azure ML has numbers, texts, truths and times, and no lists',
      alternative: 'give each number a feature of its own, or take FeatureStoreKind.feast(…)',
    },
    // The source of a feature set stays, and queries read it: https://learn.microsoft.com/en-us/azure/machine-learning/feature-set-materialization-concepts
    'features/managed-online-only': {
      reason: 'the online store of Azure ML is filled from the files of a feature set, where all values stay',
      alternative: "leave 'offline' out, or take FeatureStoreKind.feast(…)",
    },
    'registry/immutable-tags': {
      reason: 'Azure Container Registry has no rule that makes every new tag immutable',
      alternative: "lock an image after its push with `az acr repository update --write-enabled false`, or deploy by digest, which `imageUri` takes as 'sha256:…'",
    },
    'registry/keep-last': {
      reason: 'Azure Container Registry cannot count images, it only deletes untagged manifests after some days',
      alternative: 'set `untaggedKept` of tfazure.ContainerRegistry, and run `acr purge --keep` as a scheduled task of the registry',
    },
    'registry/scan-on-push': {
      reason: 'the scanner is Microsoft Defender for Containers, which is switched on for a whole subscription and not for one registry',
      alternative: 'switch on the Defender plan of the subscription; it scans every push to the registry',
    },
  },
};
