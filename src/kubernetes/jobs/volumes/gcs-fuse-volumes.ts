import { ClusterVolumes } from './cluster-volumes';

/**
 * Cloud Storage FUSE, which GKE runs beside the pod and as its account:
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cloud-storage-fuse-csi-driver-ephemeral
 */
export function gcsFuseVolumes(): ClusterVolumes {
  return {
    volumeOf: ({ path, readOnly }) => ({
      volume: {
        csi: {
          driver: 'gcsfuse.csi.storage.gke.io',
          readOnly,
          volumeAttributes: { bucketName: path.store.storeName, mountOptions: `implicit-dirs,only-dir=${path.key.replace(/\/+$/, '')}` },
        },
      },
      manifests: [],
      podAnnotations: { 'gke-gcsfuse/volumes': 'true' },
    }),
  };
}
