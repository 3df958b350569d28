import { claimedVolume, ClusterVolumes } from './cluster-volumes';

export interface S3VolumesProps {
  readonly region: string;
  /** Whose rights are used: those of the pod's account by EKS Pod Identity, or those that the driver was installed with. */
  readonly identity: 'pod' | 'driver';
  /** The address of a store that is not AWS's own. */
  readonly endpoint?: string;
}

/**
 * Mountpoint for S3: https://github.com/awslabs/mountpoint-s3-csi-driver/blob/main/docs/CONFIGURATION.md. It writes new objects from their beginning to their end,
 * replaces them as a whole and renames nothing: https://github.com/awslabs/mountpoint-s3/blob/main/doc/SEMANTICS.md
 */
export function s3Volumes({ region, identity, endpoint }: S3VolumesProps): ClusterVolumes {
  const place = [`region ${region}`, ...(endpoint === undefined ? [] : [`endpoint-url ${endpoint}`, 'force-path-style'])];
  return {
    volumeOf: (wish) => {
      const { path, readOnly } = wish;
      const rights = readOnly ? ['read-only'] : ['allow-delete', 'allow-overwrite'];
      return claimedVolume(wish, {
        driver: 's3.csi.aws.com',
        volumeAttributes: { bucketName: path.store.storeName, authenticationSource: identity },
      }, ['allow-other', ...place, `prefix ${path.key.replace(/\/*$/, '/')}`, ...rights]);
    },
  };
}
