import { MachineFacts } from './machines';
import { ML_MACHINES } from './ml-machines';

const D = { gpus: 0, fabric: false, quotaFamily: 'standardDASv4Family' } as const;

/** Machines of compute clusters that serve, too; of several with as many of the same GPU, the first is the default. */
const SHARED = [
  'Standard_NC8as_T4_v3', 'Standard_NC4as_T4_v3', 'Standard_NC16as_T4_v3', 'Standard_NC64as_T4_v3',
  'Standard_ND96asr_v4',
  'Standard_NC24ads_A100_v4', 'Standard_NC48ads_A100_v4', 'Standard_NC96ads_A100_v4', 'Standard_ND96amsr_A100_v4',
  'Standard_NC40ads_H100_v5', 'Standard_NC80adis_H100_v5', 'Standard_ND96isr_H100_v5',
  'Standard_E2s_v3', 'Standard_E4s_v3', 'Standard_E8s_v3', 'Standard_E16s_v3', 'Standard_E32s_v3', 'Standard_E48s_v3', 'Standard_E64s_v3',
] as const;

/**
 * The machines of managed online endpoints, which are others than those of compute clusters: DASv4 where those have DDSv4.
 * https://learn.microsoft.com/en-us/azure/machine-learning/reference-managed-online-endpoints-vm-sku-list
 * Memory of the general ones: https://learn.microsoft.com/en-us/azure/virtual-machines/dav4-dasv4-series
 */
export const SERVING_MACHINES: Readonly<Record<string, MachineFacts>> = {
  ...Object.fromEntries(SHARED.map((name) => [name, ML_MACHINES[name]!])),
  Standard_D2as_v4: { ...D, cpus: 2, memoryGib: 8 },
  Standard_D4as_v4: { ...D, cpus: 4, memoryGib: 16 },
  Standard_D8as_v4: { ...D, cpus: 8, memoryGib: 32 },
  Standard_D16as_v4: { ...D, cpus: 16, memoryGib: 64 },
  Standard_D32as_v4: { ...D, cpus: 32, memoryGib: 128 },
  Standard_D48as_v4: { ...D, cpus: 48, memoryGib: 192 },
  Standard_D64as_v4: { ...D, cpus: 64, memoryGib: 256 },
  Standard_D96as_v4: { ...D, cpus: 96, memoryGib: 384 },
};

/** The general machine with so many vCPUs: 4 GiB to each. */
export const SERVING_GENERAL: Readonly<Record<number, string>> = {
  2: 'Standard_D2as_v4',
  4: 'Standard_D4as_v4',
  8: 'Standard_D8as_v4',
  16: 'Standard_D16as_v4',
  32: 'Standard_D32as_v4',
  48: 'Standard_D48as_v4',
  64: 'Standard_D64as_v4',
  96: 'Standard_D96as_v4',
};

/** The machine for work that needs memory, with so many vCPUs: 8 GiB to each, less in the largest. */
export const SERVING_MEMORY: Readonly<Record<number, string>> = {
  2: 'Standard_E2s_v3',
  4: 'Standard_E4s_v3',
  8: 'Standard_E8s_v3',
  16: 'Standard_E16s_v3',
  32: 'Standard_E32s_v3',
  48: 'Standard_E48s_v3',
  64: 'Standard_E64s_v3',
};

/**
 * Azure ML keeps a fifth more machines for its own upgrades, and asks for that much quota:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-manage-quotas#virtual-machine-quota-allocation-for-deployment
 */
export const UPGRADE_RESERVE = 1.2;

/** Families of which nothing is kept for upgrades: 'Skip 20% Reservation' of the list of machines. */
export const FAMILIES_WITHOUT_RESERVE: readonly string[] = [
  'standardNCADSA100v4Family', 'standardNCADSH100v5Family', 'standard NDAMSv4_A100Family', 'standard NDASv4_A100 Family', 'standardNDv5H100Family',
];
