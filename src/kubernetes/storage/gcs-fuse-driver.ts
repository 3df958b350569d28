import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse } from '../../core/private';
import { FEATURES } from '../features';

/**
 * Buckets of Cloud Storage as volumes. Clusters that `tfgcp.TrainingCluster` makes have it; there is nothing to install.
 *
 * It is an add-on of GKE, and nothing that Google supports elsewhere: on any other cluster it is refused, with what to do instead.
 *
 * Throws `storage-driver/cluster` when it is installed.
 *
 * @see https://github.com/GoogleCloudPlatform/gcs-fuse-csi-driver
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function mountBuckets(cluster: ITrainingCluster) {
 *   // Refused, and told by the message what the cluster can do instead.
 *   cluster.install(new kubernetes.GcsFuseDriver());
 * }
 */
export class GcsFuseDriver implements IClusterSoftware {
  public readonly softwareName: string = FEATURES.gcsFuseDriver;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts({ clusterSystem, provided }: ClusterTraits): SoftwareParts {
    // That it is there already is for the cluster to say.
    if (provided.includes(this.softwareName)) return {};
    if (clusterSystem === 'gke') {
      refuse('storage-driver/cluster', `'${this.softwareName}' is an add-on of GKE, which this cluster's owner switches on: do so with 'gcloud container clusters update --update-addons GcsFuseCsiDriver=ENABLED', and name '${this.softwareName}' in existingSoftware`);
    }
    refuse('storage-driver/cluster', `'${this.softwareName}' is an add-on of GKE, and Google does not support its driver on a cluster of '${clusterSystem}': keep the data in a store of the cluster's own cloud, or reach the bucket through the S3 interface of Cloud Storage with '${FEATURES.s3MountpointDriver}' and keys of HMAC`);
  }
}
