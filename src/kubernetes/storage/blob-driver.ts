import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse } from '../../core/private';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { LinuxDistribution } from './linux-distribution';

/** What the driver has to know of nodes. */
export interface BlobDriverProps {
  /**
   * What runs on the nodes, to which the driver brings BlobFuse.
   * @default LinuxDistribution.UBUNTU; on GKE its own
   */
  readonly distribution?: LinuxDistribution;
}

/** Nodes of GKE, as the chart calls them. What is brought to which nodes: https://github.com/kubernetes-sigs/blob-csi-driver/tree/v1.27.9/pkg/blobfuse-proxy */
const CONTAINER_OPTIMIZED_OS = 'cos';

/**
 * Containers of Azure's Blob Storage as volumes, on clusters outside Azure: their volumes name a Secret with the storage account and its key or a token.
 * Clusters that `tfazure.TrainingCluster` makes have it as an add-on of AKS; there is nothing to install.
 *
 * Nodes of Ubuntu fetch BlobFuse from Microsoft. Where they reach nothing but a mirror, it runs in the driver's own pod, and what is mounted has to
 * be mounted again when that pod restarts.
 *
 * Throws `storage-driver/cluster` when it is installed on AKS or EKS.
 *
 * @see https://github.com/kubernetes-sigs/blob-csi-driver
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function mountBlobs(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.BlobDriver({ distribution: kubernetes.LinuxDistribution.FLATCAR }));
 * }
 */
export class BlobDriver implements IClusterSoftware {
  public readonly softwareName: string = FEATURES.blobDriver;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props what the driver has to know
   */
  public constructor(private readonly props: BlobDriverProps = {}) {}

  public parts({ clusterSystem, provided, mirror }: ClusterTraits): SoftwareParts {
    // That it is there already is for the cluster to say.
    if (provided.includes(this.softwareName)) return {};
    checkCluster(this.softwareName, clusterSystem);
    const { distribution = LinuxDistribution.UBUNTU } = this.props;
    const distro = clusterSystem === 'gke' ? CONTAINER_OPTIMIZED_OS : distribution;
    const withoutInternet = { enableBlobfuseProxy: false, blobfuseProxy: { installBlobfuse2: false } };
    const values = {
      controller: { replicas: 2 },
      // A node with a taint that no group was described with mounts volumes, too.
      node: { tolerations: [{ operator: 'Exists' }], ...(mirror && distro === LinuxDistribution.UBUNTU ? withoutInternet : {}) },
      linux: { distro },
      ...(mirror ? { image: { baseRepo: mirror } } : {}),
    };
    // It belongs to the system, as its project has it.
    return { charts: [{ releaseName: this.softwareName, ...CHARTS.blobDriver, namespace: 'kube-system', values }] };
  }
}

function checkCluster(name: string, clusterSystem: string): void {
  if (clusterSystem === 'aks') {
    refuse('storage-driver/cluster', `'${name}' is an add-on of AKS, and Microsoft supports no other there: switch it on with 'az aks update --enable-blob-driver', and name '${name}' in existingSoftware`);
  }
  // https://github.com/kubernetes-sigs/blob-csi-driver/blob/v1.27.9/pkg/blobfuse-proxy/install-proxy.sh skips what it does not know.
  if (clusterSystem === 'eks') {
    refuse('storage-driver/cluster', `'${name}' brings BlobFuse to nodes, and knows none of EKS: keep the data in S3 and mount that with '${FEATURES.s3MountpointDriver}'`);
  }
}
