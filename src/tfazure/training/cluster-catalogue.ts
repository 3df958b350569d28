import { MachineCatalogue } from '../../core/training/machine-catalogue';
import { KubernetesVersions } from '../../core/training/training-cluster-plan';
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from '../../facts/azure/kubernetes-versions';
import { GENERAL, MACHINES, MEMORY } from '../../facts/azure/machines';

/** Regions are left out: Microsoft publishes no list that can be read without an account. */
export const CATALOGUE: MachineCatalogue = { cloud: 'Azure', machines: MACHINES, general: GENERAL, memory: MEMORY };

export const VERSIONS: KubernetesVersions = { supported: KUBERNETES_VERSIONS.map(({ version }) => version), proven: DEFAULT_KUBERNETES_VERSION };
