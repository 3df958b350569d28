import { ArtifactPath } from '../../../core';
import { claimedVolume, ClusterVolumes } from './cluster-volumes';

/** Where the container of a store lies. */
export interface BlobContainer {
  readonly resourceGroup: string;
  readonly account: string;
  readonly container: string;
}

export interface BlobVolumesProps {
  /** The client id of the identity whose rights are used; pods run as its service account. */
  readonly clientId: string;
  containerOf(path: ArtifactPath): BlobContainer;
}

/**
 * The Blob driver of AKS with the token of the pod's identity, and never a key of the account:
 * https://github.com/kubernetes-sigs/blob-csi-driver/blob/master/docs/workload-identity-static-pv-mount.md
 */
export function blobVolumes({ clientId, containerOf }: BlobVolumesProps): ClusterVolumes {
  return {
    volumeOf: (wish) => {
      const { resourceGroup, account, container } = containerOf(wish.path);
      const options = ['-o allow_other', '--file-cache-timeout-in-seconds=120', '--use-attr-cache=true', '--cancel-list-on-mount-seconds=10', `--subdirectory=${wish.path.key.replace(/\/*$/, '/')}`];
      return claimedVolume(wish, {
        driver: 'blob.csi.azure.com',
        volumeAttributes: {
          protocol: 'fuse2', resourceGroup, storageAccount: account, containerName: container, clientID: clientId, mountWithWorkloadIdentityToken: 'true',
        },
      }, wish.readOnly ? [...options, '-o ro'] : options);
    },
  };
}
