/** What an image is for. */
export type ImageUse = 'training' | 'serving';

/** What is true of a framework whatever the cloud. */
export interface FrameworkFacts {
  /** Both, where it is absent. */
  readonly only?: ImageUse;
  /** Why it has no future, and what takes its place; absent where it is maintained. */
  readonly ending?: string;
}

/** The frameworks of a runtime. */
export const FRAMEWORKS: Readonly<Record<string, FrameworkFacts>> = {
  pytorch: {},
  tensorflow: {},
  jax: {},
  xgboost: {},
  sklearn: {},
  lightgbm: {},
  huggingface: {},
  ray: {},
  autogluon: {},
  deepspeed: { only: 'training' },
  mpi: { only: 'training' },
  // The last release, 0.28.1, is of June 2023: https://github.com/horovod/horovod/releases
  horovod: {
    only: 'training',
    ending: 'Horovod has had no release since June 2023: train with Runtime.pytorch (DDP or FSDP), Runtime.deepSpeed or Runtime.ray',
  },
  triton: { only: 'serving' },
  vllm: { only: 'serving' },
  mlserver: { only: 'serving' },
  // "Limited Maintenance": https://github.com/pytorch/serve
  torchserve: {
    only: 'serving',
    ending: 'TorchServe gets no fixes and no security patches any more: serve with Runtime.triton, Runtime.vllm or Runtime.mlserver',
  },
  // Maintenance mode since 2025-12-11: https://github.com/huggingface/text-generation-inference
  tgi: {
    only: 'serving',
    ending: 'Text Generation Inference is in maintenance mode since December 2025: serve with Runtime.vllm',
  },
};
