import type { NameFact } from './names';
import type { ServiceAgentFact } from './service-agents';

/**
 * The values of `logging_config.enable_components`.
 *
 * Source: the validation in google_container_cluster 6.50.0 (its KCP_… values are for GKE's control plane authority and left out).
 */
export const LOGGING_COMPONENTS = ['SYSTEM_COMPONENTS', 'WORKLOADS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'] as const;

/**
 * The values of `monitoring_config.enable_components`. The provider passes any string on; these are those that its page names.
 *
 * Source: google_container_cluster 6.50.0. New clusters have DCGM, JOBSET and the parts of kube-state-metrics (POD, DEPLOYMENT, STATEFULSET, DAEMONSET, HPA,
 * STORAGE) by default; a list that is given replaces the default: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/kube-state-metrics
 */
export const MONITORING_COMPONENTS = [
  'SYSTEM_COMPONENTS',
  'APISERVER',
  'SCHEDULER',
  'CONTROLLER_MANAGER',
  'STORAGE',
  'HPA',
  'POD',
  'DAEMONSET',
  'DEPLOYMENT',
  'STATEFULSET',
  'KUBELET',
  'CADVISOR',
  'DCGM',
  'JOBSET',
] as const;

/** The values of `gpu_driver_installation_config.gpu_driver_version`: google_container_node_pool 6.50.0. Metrics of DCGM need one of the first two. */
export const GPU_DRIVERS = { default: 'DEFAULT', latest: 'LATEST', none: 'INSTALLATION_DISABLED' } as const;

/**
 * What the nodes' service account needs on the project. The first is exactly autoscaling.sites.writeMetrics, logging.logEntries.create,
 * monitoring.metricDescriptors.create and .list, monitoring.timeSeries.create and .list; it pulls no images, so the second is granted on the repository.
 * The third is for the project that holds the images: without it and the service `containerfilesystem` none is streamed, and each is pulled as a whole
 * (https://docs.cloud.google.com/kubernetes-engine/docs/how-to/image-streaming#requirements).
 *
 * Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/service-accounts, https://github.com/iann0036/iam-dataset
 * (gcp/roles/container.defaultNodeServiceAccount.json, 2026-08).
 */
export const NODE_ROLES = {
  node: 'roles/container.defaultNodeServiceAccount',
  images: 'roles/artifactregistry.reader',
  streaming: 'roles/serviceusage.serviceUsageConsumer',
} as const;

/** Rights are cut by roles, so that the scope is the widest: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/access-scopes */
export const NODE_SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The smallest role with `container.clusters.connect`, without which nobody passes the DNS endpoint; it shows clusters and nothing inside them.
 *
 * It is granted on the project without a condition: a condition on the cluster is stored, and then grants nothing inside of it, since GKE does not fill in
 * the attributes of the resource (measured 2026-08-12, https://github.com/gke-labs/kube-agents, the comments beside its pool of service accounts).
 */
export const CONNECT_ROLE = 'roles/container.clusterViewer';

/**
 * Who uses a customer's key in a cluster, each with `roles/cloudkms.cryptoKeyEncrypterDecrypter` on the key, which lies in the cluster's region.
 * A project that never used the service has no such agent yet, see `service-agents.ts`.
 *
 * Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets (`database_encryption`),
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/using-cmek (`boot_disk_kms_key`: the agent of Compute Engine even when the nodes have an account of
 * their own), https://docs.cloud.google.com/iam/docs/service-agents (addresses).
 */
export const CLUSTER_KEY_AGENTS = {
  secrets: { email: (n: string) => `service-${n}@container-engine-robot.iam.gserviceaccount.com`, why: 'encrypts the secrets of Kubernetes' },
  bootDisks: { email: (n: string) => `service-${n}@compute-system.iam.gserviceaccount.com`, why: 'encrypts the disks that nodes boot from' },
} as const satisfies Record<string, ServiceAgentFact>;

/**
 * The taint on nodes with GPUs, which pods that ask for one tolerate by themselves. GKE sets it only if the cluster has another node pool when this one is made,
 * so it is declared too.
 *
 * Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/gpus, https://github.com/GoogleCloudPlatform/cluster-toolkit
 * (modules/compute/gke-node-pool/main.tf declares the same).
 */
export const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' } as const;

const NAME = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const NAME_IN_WORDS = 'lower-case letters, digits and hyphens, a letter first and no hyphen last';

/** The validation in google_container_cluster 6.50.0. */
export const CLUSTER_NAME: NameFact = { what: 'a GKE cluster', minLength: 1, maxLength: 40, pattern: NAME, allowed: NAME_IN_WORDS, separator: '-' };

/** The pool of identities that each project has for its clusters: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/workload-identity */
export const workloadPool = (projectId: string): string => `${projectId}.svc.id.goog`;

/** A service account of Kubernetes as a member in IAM; no account of Google Cloud stands between. Same source. */
export const workloadPrincipal = (projectNumber: string, pool: string, namespace: string, account: string): string =>
  `principal://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}/subject/ns/${namespace}/sa/${account}`;

/**
 * A window for maintenance counts from 4 hours on, and all together have to be 48 hours in any 32 days (newer pages say 92 days, for exclusions; 32 is the
 * stricter). Four weeks lie in 32 days: a window once a week has to be 12 hours long. A cluster has one recurring window and at most 20 exclusions.
 *
 * Source: https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions,
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/maintenance-window
 */
export const MAINTENANCE = { minimumHours: 48, perDays: 32 } as const;

/** The key of `reservation_affinity` that takes the name of a reservation: google_container_cluster 6.50.0. */
export const RESERVATION_NAME_KEY = 'compute.googleapis.com/reservation-name';

/**
 * How a program gets a token for a cluster as whoever runs it:
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl#install_plugin. With the DNS endpoint it needs no certificate of the
 * cluster's: https://github.com/hashicorp/terraform-provider-kubernetes/issues/2637.
 */
export const AUTH_PLUGIN = { command: 'gke-gcloud-auth-plugin', apiVersion: 'client.authentication.k8s.io/v1beta1' } as const;

/** The group that holds the groups which RBAC may name; its name is given: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac */
export const securityGroupOf = (domain: string): string => `gke-security-groups@${domain}`;

/** How many nodes a compact placement can have: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/compact-placement */
export const COMPACT_PLACEMENT_NODES = 1500;

/**
 * A node takes a /24 of the pods' range for its 110 pods, the default: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr
 */
export const NODE_POD_PREFIX = 24;

/**
 * The class of volumes that name none, with the names of the driver's parameters. GKE has a default class of its own, `standard-rwo`, without a customer's key; of
 * several Kubernetes takes the newest. The agent of Compute Engine uses the key, as for boot disks. A3 Ultra, A4 and N4 take Hyperdisk only.
 *
 * Sources: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/using-cmek#create_a_cmek_protected_attached_disk,
 * https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver (README.md, parameters of CreateVolume),
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export const STORAGE_CLASS = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'encrypted', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'pd.csi.storage.gke.io',
  parameters: { type: 'type', key: 'disk-encryption-kms-key', labels: 'labels' },
  // A volume lies in one zone: the one of the pod that asks for it.
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
  reclaimPolicy: 'Delete',
} as const;
