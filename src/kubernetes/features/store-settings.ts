import { ClusterFeaturesBinding } from './cluster-features-binding';
import { FEAST_SIGN_IN, REGISTRY_SECONDS } from './feast-release';
import { ClusterFeaturesPlan, feastProject } from './feature-labels';

/** `feature_store.yaml`, https://docs.feast.dev/reference/feature-repository/feature-store-yaml, but for what a Secret has. */
export function storeSettings({ name }: ClusterFeaturesPlan, { onlineStore, registryPath }: ClusterFeaturesBinding): Record<string, unknown> {
  return {
    project: feastProject(name),
    provider: 'local',
    registry: { cache_ttl_seconds: REGISTRY_SECONDS, ...(registryPath === undefined ? {} : { registry_type: 'file', path: registryPath }) },
    online_store: onlineStore,
    offline_store: { type: 'ml_features.ParquetOfflineStore' },
    entity_key_serialization_version: 3,
    auth: FEAST_SIGN_IN,
  };
}
