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
