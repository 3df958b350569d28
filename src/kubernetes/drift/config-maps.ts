import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf } from './drift-labels';
import { monitorSettings } from './monitor-settings';
import { MONITOR_PROGRAM } from './program/monitor-program';

type Json = Record<string, unknown>;

/**
 * The program of a monitor, what it is told, and where its runs write what they found. The last one is made without data, so that Helm takes nothing back of what a run has written:
 * https://helm.sh/docs/faq/changes_since_helm2/#improved-upgrade-strategy-3-way-strategic-merge-patches
 */
export function configMaps(plan: ClusterDriftPlan, binding: ClusterDriftBinding): Json[] {
  const { program, settings, results } = namesOf(plan);
  const map = (name: string, more: Json) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(plan, name), ...more });
  return [
    map(program, { data: { ...MONITOR_PROGRAM } }),
    map(settings, { data: binding.lazy(() => ({ 'settings.json': JSON.stringify(monitorSettings(plan, binding)) })) }),
    map(results, {}),
  ];
}
