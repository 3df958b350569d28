import { Target } from '../core/private';

/** What an existing Kubernetes cluster cannot do for a platform; it stands in the support matrix. */
export const TARGET: Target = {
  name: 'tfk8s',
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
  },
};
