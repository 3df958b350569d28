import { MachineCatalogue } from '../../core/training/machine-catalogue';
import { KubernetesVersions } from '../../core/training/training-cluster-plan';
import { CLUSTER_NAME_RULES } from '../../facts/azure/cluster';
import { MANAGED_PROMETHEUS } from '../../facts/azure/cluster-metrics';
import { DEFAULT_KUBERNETES_VERSION, KUBERNETES_VERSIONS } from '../../facts/azure/kubernetes-versions';
import { GENERAL, MACHINES, MEMORY } from '../../facts/azure/machines';

/** Regions are left out: Microsoft publishes no list that can be read without an account, and what is known is incomplete (facts/azure/accelerator-regions.ts). */
export const CATALOGUE: MachineCatalogue = { cloud: 'Azure', machines: MACHINES, general: GENERAL, memory: MEMORY };

export const VERSIONS: KubernetesVersions = { supported: KUBERNETES_VERSIONS.map(({ version }) => version), proven: DEFAULT_KUBERNETES_VERSION };

/** Its data collection endpoint has the cluster's name too, and the shorter limit. */
export const CLUSTER_NAME = { ...CLUSTER_NAME_RULES.cluster, maxLength: MANAGED_PROMETHEUS.maxEndpointName };
