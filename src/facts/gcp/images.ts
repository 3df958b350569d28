import { REGIONS } from './regions';

/** What this library knows of one image for Vertex AI. */
export interface ImageFacts {
  readonly framework: string;
  readonly version: string;
  readonly use: 'training' | 'serving';
  readonly accelerator: 'gpu' | 'cpu';
  /** Repository and tag; with the host, where there is one only. */
  readonly image: string;
  /** Which of `REGISTRIES` has it. */
  readonly registry?: string;
  readonly python?: string;
  /** Google tells the major version only: "CUDA 12.x". */
  readonly cuda?: string;
  /** "End of patch and support date". */
  readonly ends?: string;
}

const TRAINING = { use: 'training', registry: 'vertex' } as const;
const SERVING = { use: 'serving', registry: 'vertex' } as const;
const GPU = { accelerator: 'gpu', cuda: '12' } as const;
const CPU = { accelerator: 'cpu' } as const;

/** Google's three copies of each image; a part of the world that has none pulls from the nearest. */
const COPIES: Readonly<Record<string, string>> = {
  africa: 'europe',
  asia: 'asia',
  australia: 'asia',
  europe: 'europe',
  me: 'europe',
  northamerica: 'us',
  southamerica: 'us',
  us: 'us',
};

/** By registry, then by region. */
export const REGISTRIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vertex: Object.fromEntries(REGIONS.map((region) => [region, `${COPIES[region.split('-')[0]!]!}-docker.pkg.dev`])),
};

/**
 * "Prebuilt containers for serverless training":
 * https://docs.cloud.google.com/gemini-enterprise-agent-platform/machine-learning/training/pre-built-containers (read 2026). The version is part of the repository's name, and
 * "using image names without the `latest` tag isn't supported". These are the newest on the page. Google may remove an image a year after the end of its support.
 */
const TRAINING_IMAGES: readonly ImageFacts[] = [
  { framework: 'pytorch', version: '2.4', ...TRAINING, ...GPU, image: 'vertex-ai/training/pytorch-gpu.2-4.py310:latest', python: '3.10', ends: '2025-07-24' },
  { framework: 'pytorch', version: '2.4', ...TRAINING, ...CPU, image: 'vertex-ai/training/pytorch-xla.2-4.py310:latest', python: '3.10', ends: '2025-07-24' },
  { framework: 'pytorch', version: '2.3', ...TRAINING, ...GPU, image: 'vertex-ai/training/pytorch-gpu.2-3.py310:latest', python: '3.10', ends: '2025-04-24' },
  { framework: 'pytorch', version: '2.3', ...TRAINING, ...CPU, image: 'vertex-ai/training/pytorch-xla.2-3.py310:latest', python: '3.10', ends: '2025-04-24' },
  { framework: 'tensorflow', version: '2.17', ...TRAINING, ...GPU, image: 'vertex-ai/training/tf-gpu.2-17.py310:latest', python: '3.10', ends: '2025-07-11' },
  { framework: 'tensorflow', version: '2.17', ...TRAINING, ...CPU, image: 'vertex-ai/training/tf-cpu.2-17.py310:latest', python: '3.10', ends: '2025-07-11' },
  { framework: 'tensorflow', version: '2.16', ...TRAINING, ...GPU, image: 'vertex-ai/training/tf-gpu.2-16.py310:latest', python: '3.10', ends: '2025-06-28' },
  { framework: 'tensorflow', version: '2.16', ...TRAINING, ...CPU, image: 'vertex-ai/training/tf-cpu.2-16.py310:latest', python: '3.10', ends: '2025-06-28' },
  { framework: 'sklearn', version: '1.6', ...TRAINING, ...CPU, image: 'vertex-ai/training/sklearn-cpu.1-6:latest', python: '3.10', ends: '2025-07-11' },
  { framework: 'xgboost', version: '2.1', ...TRAINING, ...CPU, image: 'vertex-ai/training/xgboost-cpu.2-1:latest', python: '3.10', ends: '2025-07-11' },
];

/**
 * "Prebuilt containers for inference and explanation":
 * https://docs.cloud.google.com/gemini-enterprise-agent-platform/machine-learning/predictions/pre-built-containers (read 2026); the same images in
 * https://github.com/googleapis/python-aiplatform/blob/main/google/cloud/aiplatform/constants/prediction.py (read at 91cc8ce4, August 2026). Tags as above.
 */
const SERVING_IMAGES: readonly ImageFacts[] = [
  { framework: 'pytorch', version: '2.4', ...SERVING, ...GPU, image: 'vertex-ai/prediction/pytorch-gpu.2-4:latest', python: '3.9', ends: '2026-07-14' },
  { framework: 'pytorch', version: '2.4', ...SERVING, ...CPU, image: 'vertex-ai/prediction/pytorch-cpu.2-4:latest', python: '3.9', ends: '2026-07-14' },
  { framework: 'tensorflow', version: '2.15', ...SERVING, ...GPU, image: 'vertex-ai/prediction/tf2-gpu.2-15:latest', ends: '2026-07-14' },
  { framework: 'tensorflow', version: '2.15', ...SERVING, ...CPU, image: 'vertex-ai/prediction/tf2-cpu.2-15:latest', ends: '2026-07-14' },
  { framework: 'tensorflow', version: '2.14', ...SERVING, ...GPU, image: 'vertex-ai/prediction/tf2-gpu.2-14:latest', ends: '2026-01-14' },
  { framework: 'tensorflow', version: '2.14', ...SERVING, ...CPU, image: 'vertex-ai/prediction/tf2-cpu.2-14:latest', ends: '2026-01-14' },
  { framework: 'sklearn', version: '1.6', ...SERVING, ...CPU, image: 'vertex-ai/prediction/sklearn-cpu.1-6:latest', python: '3.10', ends: '2026-10-14' },
  { framework: 'sklearn', version: '1.5', ...SERVING, ...CPU, image: 'vertex-ai/prediction/sklearn-cpu.1-5:latest', python: '3.10', ends: '2026-07-14' },
  { framework: 'xgboost', version: '2.1', ...SERVING, ...CPU, image: 'vertex-ai/prediction/xgboost-cpu.2-1:latest', python: '3.10', ends: '2026-07-14' },
  { framework: 'xgboost', version: '2.0', ...SERVING, ...CPU, image: 'vertex-ai/prediction/xgboost-cpu.2-0:latest', python: '3.10', ends: '2026-01-14' },
];

/** Ray clusters of Vertex AI: https://github.com/googleapis/python-aiplatform/blob/main/google/cloud/aiplatform/vertex_ray/util/resources.py (read at 91cc8ce4). */
const RAY: readonly ImageFacts[] = [
  { framework: 'ray', version: '2.47.1', ...TRAINING, ...GPU, image: 'vertex-ai/training/ray-gpu.2-47.py311:latest', python: '3.11' },
  { framework: 'ray', version: '2.47.1', ...TRAINING, ...CPU, image: 'vertex-ai/training/ray-cpu.2-47.py311:latest', python: '3.11' },
  { framework: 'ray', version: '2.42.0', ...TRAINING, ...GPU, image: 'vertex-ai/training/ray-gpu.2-42.py311:latest', python: '3.11' },
  { framework: 'ray', version: '2.42.0', ...TRAINING, ...CPU, image: 'vertex-ai/training/ray-cpu.2-42.py311:latest', python: '3.11' },
];

const HUGGING_FACE_HOST = 'us-docker.pkg.dev/deeplearning-platform-release/gcr.io';

/** https://github.com/huggingface/Google-Cloud-Containers#readme (read May 2026); named by their version, and without a tag there as well. CUDA is in the name. */
const HUGGING_FACE: readonly ImageFacts[] = [
  { framework: 'huggingface', version: '4.42', use: 'training', accelerator: 'gpu', image: `${HUGGING_FACE_HOST}/huggingface-pytorch-training-cu121.2-3.transformers.4-42.ubuntu2204.py310`, python: '3.10', cuda: '12.1' },
  { framework: 'huggingface', version: '4.48', use: 'serving', accelerator: 'gpu', image: `${HUGGING_FACE_HOST}/huggingface-pytorch-inference-cu121.2-3.transformers.4-48.ubuntu2204.py311`, python: '3.11', cuda: '12.1' },
  { framework: 'huggingface', version: '4.48', use: 'serving', accelerator: 'cpu', image: `${HUGGING_FACE_HOST}/huggingface-pytorch-inference-cpu.2-3.transformers.4-48.ubuntu2204.py311`, python: '3.11' },
  { framework: 'tgi', version: '2.4', use: 'serving', accelerator: 'gpu', image: `${HUGGING_FACE_HOST}/huggingface-text-generation-inference-cu124.2-4.ubuntu2204.py311`, python: '3.11', cuda: '12.4' },
];

/**
 * Images for Vertex AI. It serves from Artifact Registry only, so that images of other registries (Triton, vLLM) are to be copied there and given as one's own:
 * https://docs.cloud.google.com/vertex-ai/docs/predictions/custom-container-requirements
 */
export const IMAGES: readonly ImageFacts[] = [...TRAINING_IMAGES, ...SERVING_IMAGES, ...RAY, ...HUGGING_FACE];
