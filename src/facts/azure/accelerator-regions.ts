/**
 * Regions in which machines with an accelerator are known to be offered.
 *
 * Microsoft publishes no list that can be read without an account: `az vm list-skus --location … --all` answers for one subscription, which may be barred
 * from a size that the region has. This is what public material shows, and it is incomplete: absence from it proves nothing, so warn and do not refuse.
 *
 * Regions of the United States: SKUs and prices in skypilot-org/skypilot-catalog at 3f5f6971, catalogs/v5/azure/vms.csv. Sure for those named, but older
 * than the H200 (about 2025): since then more regions will have come.
 * H100 in westeurope: `Standard_ND96isr_H100_v5` has a price there in https://prices.azure.com/api/retail/prices (2026, seen at second hand).
 * H200 in mexicocentral: clusters of `Standard_ND96isr_H200_v5` measured in https://github.com/edwardsp/azcluster (2026). No other region was found.
 */
export const ACCELERATOR_REGIONS: Readonly<Record<string, readonly string[]>> = {
  't4': ['centralus', 'eastus', 'eastus2', 'northcentralus', 'southcentralus', 'westus', 'westus2', 'westus3'],
  'a100-40gb': ['eastus', 'southcentralus', 'westus2'],
  /** NC: all; ND with InfiniBand: eastus, eastus2 and southcentralus. */
  'a100-80gb': ['centralus', 'eastus', 'eastus2', 'southcentralus', 'westus', 'westus2', 'westus3'],
  /** NC: eastus, eastus2, southcentralus and westus3; ND with InfiniBand: eastus, eastus2, westus and westeurope. */
  'h100': ['eastus', 'eastus2', 'southcentralus', 'westeurope', 'westus', 'westus3'],
  'h200': ['mexicocentral'],
};
