/**
 * The first version of CUDA that compiles for a GPU. An image that was built with an older one has no code for it, and its libraries (cuDNN, cuBLAS, NCCL) do
 * not know it. The GPUs that are left out are older than every image here: T4 needs CUDA 10.0, A100 11.0, A10G 11.1, and L4 runs code for A100.
 *
 * Sources: https://docs.nvidia.com/cuda/hopper-compatibility-guide, https://docs.nvidia.com/cuda/blackwell-compatibility-guide
 */
export const MINIMUM_CUDA: Readonly<Record<string, string>> = { h100: '11.8', h200: '11.8', b200: '12.8' };
