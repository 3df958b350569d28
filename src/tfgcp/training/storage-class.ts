import { isUnresolved } from '../../core/private';
import { STORAGE_CLASS } from '../../facts/gcp/cluster';
import { MachineFacts } from '../../facts/gcp/machines';
import { Manifest } from '../../kubernetes';

/** The class of volumes that name none: disks with the platform's key and labels, of the kind that the region's usual machines take. */
export function storageClass(keyId: string, diskType: MachineFacts['bootDisk'], labels: Readonly<Record<string, string>>): Manifest {
  const known = Object.entries(labels).filter(([key, value]) => !isUnresolved(key) && !isUnresolved(value));
  const { parameters, ...fixed } = STORAGE_CLASS;
  return new Manifest('storage', {
    manifests: [{
      ...fixed,
      parameters: {
        [parameters.type]: diskType,
        [parameters.key]: keyId,
        ...(known.length > 0 ? { [parameters.labels]: known.map((pair) => pair.join('=')).join(',') } : {}),
      },
    }],
  });
}
