import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse } from '../../core/private';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';

/** Where the images of the chart lie: https://github.com/kubernetes-sigs/aws-fsx-csi-driver/blob/v1.9.0/charts/aws-fsx-csi-driver/values.yaml */
const DRIVER = 'public.ecr.aws/fsx-csi-driver/aws-fsx-csi-driver';
const SIDECARS: Readonly<Record<string, string>> = {
  livenessProbe: 'public.ecr.aws/csi-components/livenessprobe',
  nodeDriverRegistrar: 'public.ecr.aws/csi-components/csi-node-driver-registrar',
  provisioner: 'public.ecr.aws/csi-components/csi-provisioner',
  resizer: 'public.ecr.aws/csi-components/csi-resizer',
};

/** File systems of Lustre are reached in the network of their cloud only, and each cloud has a driver of its own for its own. */
const OWN_DRIVERS: Readonly<Record<string, string>> = {
  gke: 'that of Managed Lustre is an add-on of GKE: switch on LustreCsiDriver, https://cloud.google.com/kubernetes-engine/docs/concepts/managed-lustre',
  aks: 'that of Azure Managed Lustre is https://github.com/kubernetes-sigs/azurelustre-csi-driver: install it',
};

/**
 * File systems of FSx for Lustre as volumes, on clusters in AWS. Volumes of file systems that exist need no right. For file systems that come and go with
 * claims, the service account `fsx-csi-controller-sa` of the namespace `kube-system` needs a role with the rights of FSx.
 *
 * Throws `storage-driver/cluster` when it is installed on GKE or AKS.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fsx-csi.html
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function mountLustre(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.FsxLustreDriver());
 * }
 */
export class FsxLustreDriver implements IClusterSoftware {
  public readonly softwareName: string = 'fsx-lustre-driver';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [FEATURES.lustreDriver];

  public parts({ clusterSystem, provided, mirror }: ClusterTraits): SoftwareParts {
    // That a driver is there already is for the cluster to say.
    if (provided.includes(FEATURES.lustreDriver)) return {};
    const instead = OWN_DRIVERS[clusterSystem];
    if (instead) {
      refuse('storage-driver/cluster', `'${this.softwareName}' mounts file systems of AWS, which a cluster of '${clusterSystem}' does not reach; ${instead}, and say that it is there with '${FEATURES.lustreDriver}' in existingSoftware`);
    }
    const values = {
      controller: { replicaCount: 2, podDisruptionBudget: { enabled: true } },
      // A node with a taint that no group was described with mounts volumes, too.
      node: { tolerateAllTaints: true },
      ...(mirror ? images(mirror) : {}),
    };
    // It belongs to the system, as its project has it: the budget of the chart is for that namespace.
    return { charts: [{ releaseName: this.softwareName, ...CHARTS.fsxLustreDriver, namespace: 'kube-system', values }] };
  }
}

function images(mirror: string): Record<string, unknown> {
  const sidecars = Object.entries(SIDECARS).map(([sidecar, image]) => [sidecar, { image: { repository: mirroredImage(mirror, image) } }]);
  return { image: { repository: mirroredImage(mirror, DRIVER) }, sidecars: Object.fromEntries(sidecars) as unknown };
}
