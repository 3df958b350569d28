import { MachineFacts } from './machines';

const T4 = { accelerator: 't4', fabric: false, quotaFamily: 'standard NCASv3_T4 Family' } as const;
const A100_40 = { accelerator: 'a100-40gb', fabric: true, quotaFamily: 'standard NDASv4_A100 Family' } as const;
const A100_80 = { accelerator: 'a100-80gb', fabric: false, quotaFamily: 'standardNCADSA100v4Family' } as const;
const A100_80_FABRIC = { accelerator: 'a100-80gb', fabric: true, quotaFamily: 'standard NDAMSv4_A100Family' } as const;
const H100_NVL = { accelerator: 'h100', fabric: false, quotaFamily: 'standardNCADSH100v5Family' } as const;
const H100 = { accelerator: 'h100', fabric: true, quotaFamily: 'standardNDv5H100Family' } as const;
const D = { gpus: 0, fabric: false, quotaFamily: 'standardDDSv4Family' } as const;
const E = { gpus: 0, fabric: false, quotaFamily: 'standardESv3Family' } as const;

/**
 * The machines that a compute cluster of Azure Machine Learning can be made of; of several with as many of the same GPU, the first is the default. It takes fewer
 * sizes than Azure has, and families have names of their own there.
 *
 * GPUs, vCPUs and families: https://learn.microsoft.com/en-us/azure/machine-learning/reference-managed-online-endpoints-vm-sku-list
 * General and memory: https://learn.microsoft.com/en-us/azure/machine-learning/concept-compute-target#supported-vm-series-and-sizes (DDSv4, ESv3; no later series)
 * Memory of the GPU machines: machines.ts. Of the others: https://learn.microsoft.com/en-us/azure/virtual-machines/ddv4-ddsv4-series and …/ev3-esv3-series
 * What a subscription has: `az ml compute list-sizes --type AmlCompute`. Others come by Machine.custom; of the H200 Microsoft's pages say nothing here.
 */
export const ML_MACHINES: Readonly<Record<string, MachineFacts>> = {
  Standard_NC8as_T4_v3: { ...T4, gpus: 1, cpus: 8, memoryGib: 56 },
  Standard_NC4as_T4_v3: { ...T4, gpus: 1, cpus: 4, memoryGib: 28 },
  Standard_NC16as_T4_v3: { ...T4, gpus: 1, cpus: 16, memoryGib: 110 },
  Standard_NC64as_T4_v3: { ...T4, gpus: 4, cpus: 64, memoryGib: 440 },

  Standard_ND96asr_v4: { ...A100_40, gpus: 8, cpus: 96, memoryGib: 900 },

  Standard_NC24ads_A100_v4: { ...A100_80, gpus: 1, cpus: 24, memoryGib: 220 },
  Standard_NC48ads_A100_v4: { ...A100_80, gpus: 2, cpus: 48, memoryGib: 440 },
  Standard_NC96ads_A100_v4: { ...A100_80, gpus: 4, cpus: 96, memoryGib: 880 },
  Standard_ND96amsr_A100_v4: { ...A100_80_FABRIC, gpus: 8, cpus: 96, memoryGib: 1800 },

  Standard_NC40ads_H100_v5: { ...H100_NVL, gpus: 1, cpus: 40, memoryGib: 320 },
  Standard_NC80adis_H100_v5: { ...H100_NVL, gpus: 2, cpus: 80, memoryGib: 640 },
  Standard_ND96isr_H100_v5: { ...H100, gpus: 8, cpus: 96, memoryGib: 1900 },

  Standard_D2ds_v4: { ...D, cpus: 2, memoryGib: 8 },
  Standard_D4ds_v4: { ...D, cpus: 4, memoryGib: 16 },
  Standard_D8ds_v4: { ...D, cpus: 8, memoryGib: 32 },
  Standard_D16ds_v4: { ...D, cpus: 16, memoryGib: 64 },
  Standard_D32ds_v4: { ...D, cpus: 32, memoryGib: 128 },
  Standard_D48ds_v4: { ...D, cpus: 48, memoryGib: 192 },
  Standard_D64ds_v4: { ...D, cpus: 64, memoryGib: 256 },

  Standard_E2s_v3: { ...E, cpus: 2, memoryGib: 16 },
  Standard_E4s_v3: { ...E, cpus: 4, memoryGib: 32 },
  Standard_E8s_v3: { ...E, cpus: 8, memoryGib: 64 },
  Standard_E16s_v3: { ...E, cpus: 16, memoryGib: 128 },
  Standard_E32s_v3: { ...E, cpus: 32, memoryGib: 256 },
  Standard_E48s_v3: { ...E, cpus: 48, memoryGib: 384 },
  // 432, not the 512 that the pattern would give.
  Standard_E64s_v3: { ...E, cpus: 64, memoryGib: 432 },
};

/** The general machine with so many vCPUs: 4 GiB to each. */
export const ML_GENERAL: Readonly<Record<number, string>> = {
  2: 'Standard_D2ds_v4',
  4: 'Standard_D4ds_v4',
  8: 'Standard_D8ds_v4',
  16: 'Standard_D16ds_v4',
  32: 'Standard_D32ds_v4',
  48: 'Standard_D48ds_v4',
  64: 'Standard_D64ds_v4',
};

/** The machine for work that needs memory, with so many vCPUs: 8 GiB to each, less in the largest. */
export const ML_MEMORY: Readonly<Record<number, string>> = {
  2: 'Standard_E2s_v3',
  4: 'Standard_E4s_v3',
  8: 'Standard_E8s_v3',
  16: 'Standard_E16s_v3',
  32: 'Standard_E32s_v3',
  48: 'Standard_E48s_v3',
  64: 'Standard_E64s_v3',
};
