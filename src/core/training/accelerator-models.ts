/** The models, from the smallest to the largest: what is nearest to one stands beside it. */
export const ACCELERATORS = ['t4', 'l4', 'a10g', 'a100-40gb', 'a100-80gb', 'h100', 'h200', 'b200'] as const;

export type AcceleratorModel = (typeof ACCELERATORS)[number];
