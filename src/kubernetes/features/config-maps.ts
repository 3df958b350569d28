import { ClusterFeaturesBinding } from './cluster-features-binding';
import { definitions } from './definitions';
import { FEAST_DEFINITIONS, FEAST_PROGRAM } from './feast-program';
import { FEAST_REFRESH } from './feast-refresh';
import { FeatureCallers } from './feature-callers';
import { ClusterFeaturesPlan, metadataOf } from './feature-labels';
import { groupsName, programName } from './feature-pod';

type Json = Record<string, unknown>;

/** The program of a store, and what it is to define; who may use which group is known when all grants are. */
export function configMaps(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding, callers: FeatureCallers): Json[] {
  const groups = binding.lazy(() => ({ 'groups.json': JSON.stringify(definitions(plan, binding, callers)) }));
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(plan, programName(plan)),
      data: { 'ml_features.py': FEAST_PROGRAM, 'ml_features_refresh.py': FEAST_REFRESH, 'definitions.py': FEAST_DEFINITIONS },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(plan, groupsName(plan)), data: groups },
  ];
}
