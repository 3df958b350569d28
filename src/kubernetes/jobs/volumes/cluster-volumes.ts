import { ArtifactPath } from '../../../core';

/** A volume of a pod, and what has to be in the cluster for it. */
export interface ClusterVolume {
  /** As a pod names it, without its name. */
  readonly volume: Record<string, unknown>;
  /** Volumes and claims. */
  readonly manifests: ReadonlyArray<Record<string, unknown>>;
  /** What the pods have to carry. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** What one mount of a job is. */
export interface VolumeWish {
  /** Unique in the namespace. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly path: ArtifactPath;
  readonly readOnly: boolean;
}

/** How a cluster mounts the objects of its cloud's stores. */
export interface ClusterVolumes {
  volumeOf(wish: VolumeWish): ClusterVolume;
}

/** Kubernetes asks for a size, and drivers of objects do not look at it. */
const ANY_SIZE = { storage: '1Pi' };

/** A volume that exists, and a claim that nobody else can take. */
export function claimedVolume(wish: VolumeWish, csi: Record<string, unknown>, mountOptions: readonly string[]): ClusterVolume {
  const { name, namespace, labels, readOnly } = wish;
  const accessModes = [readOnly ? 'ReadOnlyMany' : 'ReadWriteMany'];
  // Names of volumes are those of the whole cluster.
  const volumeName = `${namespace}-${name}`;
  return {
    volume: { persistentVolumeClaim: { claimName: name, ...(readOnly ? { readOnly } : {}) } },
    manifests: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volumeName, labels },
        spec: {
          accessModes,
          capacity: ANY_SIZE,
          storageClassName: '',
          persistentVolumeReclaimPolicy: 'Retain',
          claimRef: { namespace, name },
          mountOptions: [...mountOptions],
          csi: { volumeHandle: volumeName, ...csi },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name, namespace, labels },
        spec: { accessModes, storageClassName: '', volumeName, resources: { requests: ANY_SIZE } },
      },
    ],
  };
}
