/** One size of virtual machine. */
export interface MachineFacts {
  /** One of 't4', 'a100-40gb', 'a100-80gb', 'h100', 'h200'; absent from machines without GPUs. */
  readonly accelerator?: string;
  readonly gpus: number;
  readonly cpus: number;
  readonly memoryGib: number;
  /** The local temporary disk, on which an ephemeral OS disk can lie; absent where it was not looked up. */
  readonly tempDiskGib?: number;
  /** Whether machines of one pool are joined by InfiniBand for training across nodes: the `r` in the name. */
  readonly fabric: boolean;
  /** The family whose vCPU quota it counts against, as `az vm list-usage` names it (blanks included); compare without regard to case. */
  readonly quotaFamily: string;
}

const T4 = { accelerator: 't4', fabric: false, quotaFamily: 'Standard NCASv3_T4 Family' } as const;
const A100_40 = { accelerator: 'a100-40gb', fabric: true, quotaFamily: 'Standard NDASv4_A100 Family' } as const;
const A100_80 = { accelerator: 'a100-80gb', fabric: false, quotaFamily: 'StandardNCADSA100v4Family' } as const;
const A100_80_FABRIC = { accelerator: 'a100-80gb', fabric: true, quotaFamily: 'standard NDAMSv4_A100Family' } as const;
const H100_NVL = { accelerator: 'h100', fabric: false, quotaFamily: 'StandardNCadsH100v5Family' } as const;
const H100 = { accelerator: 'h100', fabric: true, quotaFamily: 'standardNDSH100v5Family' } as const;
const H200 = { accelerator: 'h200', fabric: true, quotaFamily: 'standardNDISRH200V5Family' } as const;
const D = { gpus: 0, fabric: false, quotaFamily: 'standardDDSv5Family' } as const;
const E = { gpus: 0, fabric: false, quotaFamily: 'standardEDSv5Family' } as const;

/**
 * The machines that groups of a cluster can be made of; of several with as many of the same GPU, the first is the default.
 *
 * Sizes, vCPUs, memory, GPUs and families: the resource SKUs of all public regions, as generated into microsoft/aspire at 6e81adea (June 2026),
 * https://github.com/microsoft/aspire/blob/main/src/Aspire.Hosting.Azure.Kubernetes/AksNodeVmSizes.Generated.cs
 * Temporary disks: https://learn.microsoft.com/en-us/azure/virtual-machines/ddv5-ddsv5-series and …/edv5-edsv5-series
 * Fabric: https://github.com/Azure/AKS/blob/master/CHANGELOG.md ("identified by the 'r'") and https://azure.github.io/aks-rdma-infiniband/
 *
 * Left out:
 * - 'l4' and 'a10g' are not on Azure. The A10 of NVadsA10_v5 is a share of a GPU with the GRID driver, and is another GPU than the A10G.
 * - 'b200' is not on Azure. Standard_ND128isr_NDR_GB200_v6 has four GB200 with an arm64 processor: images built for x86 do not run on it, its SKU does
 *   not say its GPUs, and no page of the AKS documentation (August 2026) names it.
 * - The H100 of NCads_H100_v5 is the NVL with 94 GB, one or two to a machine and without InfiniBand; that of ND96isr_H100_v5 the SXM with 80 GB.
 */
export const MACHINES: Readonly<Record<string, MachineFacts>> = {
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

  Standard_ND96isr_H200_v5: { ...H200, gpus: 8, cpus: 96, memoryGib: 1850 },

  Standard_D2ds_v5: { ...D, cpus: 2, memoryGib: 8, tempDiskGib: 75 },
  Standard_D4ds_v5: { ...D, cpus: 4, memoryGib: 16, tempDiskGib: 150 },
  Standard_D8ds_v5: { ...D, cpus: 8, memoryGib: 32, tempDiskGib: 300 },
  Standard_D16ds_v5: { ...D, cpus: 16, memoryGib: 64, tempDiskGib: 600 },
  Standard_D32ds_v5: { ...D, cpus: 32, memoryGib: 128, tempDiskGib: 1200 },
  Standard_D48ds_v5: { ...D, cpus: 48, memoryGib: 192, tempDiskGib: 1800 },
  Standard_D64ds_v5: { ...D, cpus: 64, memoryGib: 256, tempDiskGib: 2400 },
  Standard_D96ds_v5: { ...D, cpus: 96, memoryGib: 384, tempDiskGib: 3600 },

  Standard_E2ds_v5: { ...E, cpus: 2, memoryGib: 16, tempDiskGib: 75 },
  Standard_E4ds_v5: { ...E, cpus: 4, memoryGib: 32, tempDiskGib: 150 },
  Standard_E8ds_v5: { ...E, cpus: 8, memoryGib: 64, tempDiskGib: 300 },
  Standard_E16ds_v5: { ...E, cpus: 16, memoryGib: 128, tempDiskGib: 600 },
  Standard_E20ds_v5: { ...E, cpus: 20, memoryGib: 160, tempDiskGib: 750 },
  Standard_E32ds_v5: { ...E, cpus: 32, memoryGib: 256, tempDiskGib: 1200 },
  Standard_E48ds_v5: { ...E, cpus: 48, memoryGib: 384, tempDiskGib: 1800 },
  Standard_E64ds_v5: { ...E, cpus: 64, memoryGib: 512, tempDiskGib: 2400 },
  // 672, not the 768 that the pattern would give.
  Standard_E96ds_v5: { ...E, cpus: 96, memoryGib: 672, tempDiskGib: 3600 },
};

/** The general machine with so many vCPUs: 4 GiB to each. */
export const GENERAL: Readonly<Record<number, string>> = {
  2: 'Standard_D2ds_v5',
  4: 'Standard_D4ds_v5',
  8: 'Standard_D8ds_v5',
  16: 'Standard_D16ds_v5',
  32: 'Standard_D32ds_v5',
  48: 'Standard_D48ds_v5',
  64: 'Standard_D64ds_v5',
  96: 'Standard_D96ds_v5',
};

/** The machine for work that needs memory, with so many vCPUs: 8 GiB to each, 7 in the largest. */
export const MEMORY: Readonly<Record<number, string>> = {
  2: 'Standard_E2ds_v5',
  4: 'Standard_E4ds_v5',
  8: 'Standard_E8ds_v5',
  16: 'Standard_E16ds_v5',
  20: 'Standard_E20ds_v5',
  32: 'Standard_E32ds_v5',
  48: 'Standard_E48ds_v5',
  64: 'Standard_E64ds_v5',
  96: 'Standard_E96ds_v5',
};
