import { Target } from '../core/private';

/** What Azure lacks, why, and what comes nearest. */
export const TARGET: Target = {
  name: 'tfazure',
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
