import { Lazy } from 'cdktf';
import { ClusterFeaturesBinding } from '../../kubernetes/features/cluster-features-binding';
import { ClusterFeaturesPlan } from '../../kubernetes/features/feature-labels';
import { FeatureStoreProps } from './feature-store-props';

const REGION = 'us-east-1';

/** What Feast has here: a database of yours, and files in the platform's store of artifacts, both opened by Secrets of the namespace. */
export function bindingOf({ name, place: { database } }: ClusterFeaturesPlan, props: FeatureStoreProps): Omit<ClusterFeaturesBinding, 'serviceAccountName' | 'podLabels'> {
  const { platform: { artifacts, objectStorage: { endpoint, region = REGION, credentialsSecret } }, storageClassName, brokerStorage } = props;
  const folder = `${artifacts.uri}/features/${name}`;
  const { kind, secretName } = database!;
  return {
    onlineStore: { type: kind },
    // PostgreSQL has the registry, too; Redis is no place for it.
    registryPath: kind === 'postgres' ? undefined : `${folder}/registry.db`,
    databaseSecret: { name: secretName, key: kind },
    files: { system: 's3', endpoint, region, credentialsSecret },
    storageClassName,
    brokerGib: brokerStorage?.toGibibytes(),
    filesOf: (groupName) => `${folder}/${groupName}`,
    lazy: (produce) => Lazy.anyValue({ produce }),
  };
}
