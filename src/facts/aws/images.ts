/** What this library knows of one image for SageMaker. */
export interface ImageFacts {
  readonly framework: string;
  readonly version: string;
  readonly use: 'training' | 'serving';
  readonly accelerator: 'gpu' | 'cpu';
  /** Repository and tag. */
  readonly image: string;
  /** Which of `REGISTRIES` has it. */
  readonly registry: string;
  readonly python?: string;
  readonly cuda?: string;
  /** "End of patch". */
  readonly ends?: string;
}

const TRAINING = { use: 'training' } as const;
const SERVING = { use: 'serving' } as const;
const GPU = { accelerator: 'gpu' } as const;
const CPU = { accelerator: 'cpu' } as const;

/**
 * Tags, CUDA, Python and end of patch: one file an image under https://github.com/aws/deep-learning-containers/tree/main/docs/src/data, read at e0ecedea (August
 * 2026). From 2.11 on one repository has PyTorch for training; the last image that serves PyTorch is 2.6
 * (https://aws.github.io/deep-learning-containers/reference/support_policy/).
 */
const PYTORCH: readonly ImageFacts[] = [
  { framework: 'pytorch', version: '2.13.0', ...TRAINING, ...GPU, registry: 'containers', image: 'pytorch:2.13.0-cu133-amzn2023-sagemaker', python: '3.12', cuda: '13.3', ends: '2027-07-20' },
  { framework: 'pytorch', version: '2.13.0', ...TRAINING, ...CPU, registry: 'containers', image: 'pytorch:2.13.0-cpu-amzn2023-sagemaker', python: '3.12', ends: '2027-07-20' },
  { framework: 'pytorch', version: '2.12.1', ...TRAINING, ...GPU, registry: 'containers', image: 'pytorch:2.12.1-cu130-amzn2023-sagemaker', python: '3.12', cuda: '13.0', ends: '2027-07-02' },
  { framework: 'pytorch', version: '2.12.1', ...TRAINING, ...CPU, registry: 'containers', image: 'pytorch:2.12.1-cpu-amzn2023-sagemaker', python: '3.12', ends: '2027-07-02' },
  { framework: 'pytorch', version: '2.10.0', ...TRAINING, ...GPU, registry: 'containers', image: 'pytorch-training:2.10.0-gpu-py313-cu130-ubuntu22.04-sagemaker', python: '3.13', cuda: '13.0', ends: '2027-01-21' },
  { framework: 'pytorch', version: '2.10.0', ...TRAINING, ...CPU, registry: 'containers', image: 'pytorch-training:2.10.0-cpu-py313-ubuntu22.04-sagemaker', python: '3.13', ends: '2027-01-21' },
  { framework: 'pytorch', version: '2.8.0', ...TRAINING, ...GPU, registry: 'containersAndGovCloud', image: 'pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker', python: '3.12', cuda: '12.9', ends: '2026-08-06' },
  { framework: 'pytorch', version: '2.8.0', ...TRAINING, ...CPU, registry: 'containersAndGovCloud', image: 'pytorch-training:2.8.0-cpu-py312-ubuntu22.04-sagemaker', python: '3.12', ends: '2026-08-06' },
  { framework: 'pytorch', version: '2.6.0', ...SERVING, ...GPU, registry: 'containersAndGovCloud', image: 'pytorch-inference:2.6.0-gpu-py312-cu124-ubuntu22.04-sagemaker', python: '3.12', cuda: '12.4', ends: '2026-06-30' },
  { framework: 'pytorch', version: '2.6.0', ...SERVING, ...CPU, registry: 'containersAndGovCloud', image: 'pytorch-inference:2.6.0-cpu-py312-ubuntu22.04-sagemaker', python: '3.12', ends: '2026-06-30' },
];

/** The same files. */
const TENSORFLOW: readonly ImageFacts[] = [
  { framework: 'tensorflow', version: '2.21.0', ...TRAINING, ...GPU, registry: 'containers', image: 'tensorflow-training:2.21.0-gpu-py312-cu129-amzn2023-sagemaker', python: '3.12', cuda: '12.9', ends: '2027-07-10' },
  { framework: 'tensorflow', version: '2.21.0', ...TRAINING, ...CPU, registry: 'containers', image: 'tensorflow-training:2.21.0-cpu-py312-amzn2023-sagemaker', python: '3.12', ends: '2027-07-10' },
  { framework: 'tensorflow', version: '2.19.0', ...TRAINING, ...GPU, registry: 'containersAndGovCloud', image: 'tensorflow-training:2.19.0-gpu-py312-cu125-ubuntu22.04-sagemaker', python: '3.12', cuda: '12.5', ends: '2026-03-11' },
  { framework: 'tensorflow', version: '2.19.0', ...TRAINING, ...CPU, registry: 'containersAndGovCloud', image: 'tensorflow-training:2.19.0-cpu-py312-ubuntu22.04-sagemaker', python: '3.12', ends: '2026-03-11' },
  { framework: 'tensorflow', version: '2.19.0', ...SERVING, ...GPU, registry: 'containersAndGovCloud', image: 'tensorflow-inference:2.19.0-gpu-py312-cu122-ubuntu22.04-sagemaker', python: '3.12', cuda: '12.2', ends: '2026-03-11' },
  { framework: 'tensorflow', version: '2.19.0', ...SERVING, ...CPU, registry: 'containersAndGovCloud', image: 'tensorflow-inference:2.19.0-cpu-py312-ubuntu22.04-sagemaker', python: '3.12', ends: '2026-03-11' },
];

/**
 * One image for both uses; those of XGBoost 3 are built on CUDA (docker/xgboost/Dockerfile, docker/xgboost/3.0-5/Dockerfile in the same repository). A tag is that
 * of the package with the number of SageMaker's build: `3.0-5` has XGBoost 3.0.5. Scikit-learn's tags end as the release configuration has them
 * (https://github.com/aws/deep-learning-containers/tree/main/.github/config/image/sklearn).
 */
const ALGORITHMS: readonly ImageFacts[] = [TRAINING, SERVING].flatMap((use): ImageFacts[] => [
  { framework: 'xgboost', version: '3.2.0', ...use, ...GPU, registry: 'algorithms', image: 'sagemaker-xgboost:3.2-0', python: '3.12', cuda: '12.9', ends: '2027-05-13' },
  { framework: 'xgboost', version: '3.2.0', ...use, ...CPU, registry: 'algorithms', image: 'sagemaker-xgboost:3.2-0', python: '3.12', ends: '2027-05-13' },
  { framework: 'xgboost', version: '3.0.5', ...use, ...GPU, registry: 'algorithms', image: 'sagemaker-xgboost:3.0-5', cuda: '12.6', ends: '2026-11-17' },
  { framework: 'xgboost', version: '3.0.5', ...use, ...CPU, registry: 'algorithms', image: 'sagemaker-xgboost:3.0-5', ends: '2026-11-17' },
  { framework: 'xgboost', version: '1.7', ...use, ...CPU, registry: 'algorithms', image: 'sagemaker-xgboost:1.7-1' },
  { framework: 'sklearn', version: '1.9.0', ...use, ...CPU, registry: 'algorithms', image: 'sagemaker-scikit-learn:1.9-0-cpu-py3', python: '3.12', ends: '2027-07-16' },
  { framework: 'sklearn', version: '1.4.2', ...use, ...CPU, registry: 'algorithms', image: 'sagemaker-scikit-learn:1.4-2-py312-cpu-py3', python: '3.12', ends: '2026-10-30' },
]);

/** `huggingface-pytorch-*` and `huggingface-pytorch-tgi-inference`: the same files, and huggingface.json and huggingface-llm.json of sagemaker-python-sdk. */
const HUGGING_FACE: readonly ImageFacts[] = [
  { framework: 'huggingface', version: '5.3.0', ...TRAINING, ...GPU, registry: 'huggingFaceTraining', image: 'huggingface-pytorch-training:2.9.0-transformers5.3.0-gpu-py312-cu130-ubuntu22.04', python: '3.12', cuda: '13.0' },
  { framework: 'huggingface', version: '4.56.2', ...TRAINING, ...GPU, registry: 'huggingFaceTraining', image: 'huggingface-pytorch-training:2.8.0-transformers4.56.2-gpu-py312-cu129-ubuntu22.04', python: '3.12', cuda: '12.9' },
  { framework: 'huggingface', version: '4.49.0', ...TRAINING, ...GPU, registry: 'huggingFaceTraining', image: 'huggingface-pytorch-training:2.5.1-transformers4.49.0-gpu-py311-cu124-ubuntu22.04', python: '3.11', cuda: '12.4' },
  { framework: 'huggingface', version: '5.5.3', ...SERVING, ...GPU, registry: 'huggingFaceServing', image: 'huggingface-pytorch-inference:2.6.0-transformers5.5.3-gpu-py312-cu124-ubuntu22.04', python: '3.12', cuda: '12.4' },
  { framework: 'huggingface', version: '5.5.3', ...SERVING, ...CPU, registry: 'huggingFaceServing', image: 'huggingface-pytorch-inference:2.6.0-transformers5.5.3-cpu-py312-ubuntu22.04', python: '3.12' },
  { framework: 'huggingface', version: '4.51.3', ...SERVING, ...GPU, registry: 'huggingFaceServing', image: 'huggingface-pytorch-inference:2.6.0-transformers4.51.3-gpu-py312-cu124-ubuntu22.04', python: '3.12', cuda: '12.4' },
  { framework: 'huggingface', version: '4.51.3', ...SERVING, ...CPU, registry: 'huggingFaceServing', image: 'huggingface-pytorch-inference:2.6.0-transformers4.51.3-cpu-py312-ubuntu22.04', python: '3.12' },
  { framework: 'tgi', version: '3.3.6', ...SERVING, ...GPU, registry: 'containersAndGovCloud', image: 'huggingface-pytorch-tgi-inference:2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04', python: '3.11', cuda: '12.4' },
  { framework: 'tgi', version: '3.2.3', ...SERVING, ...GPU, registry: 'containersAndGovCloud', image: 'huggingface-pytorch-tgi-inference:2.6.0-tgi3.2.3-gpu-py311-cu124-ubuntu22.04', python: '3.11', cuda: '12.4' },
];

/** The same files. */
const AUTOGLUON: readonly ImageFacts[] = [
  { framework: 'autogluon', version: '1.5.0', ...TRAINING, ...GPU, registry: 'autogluon', image: 'autogluon-training:1.5.0-gpu-py312-cu126-ubuntu22.04', python: '3.12', cuda: '12.6' },
  { framework: 'autogluon', version: '1.5.0', ...TRAINING, ...CPU, registry: 'autogluon', image: 'autogluon-training:1.5.0-cpu-py312-ubuntu22.04', python: '3.12' },
  { framework: 'autogluon', version: '1.4.0', ...TRAINING, ...GPU, registry: 'autogluon', image: 'autogluon-training:1.4.0-gpu-py311-cu124-ubuntu22.04', python: '3.11', cuda: '12.4' },
  { framework: 'autogluon', version: '1.4.0', ...TRAINING, ...CPU, registry: 'autogluon', image: 'autogluon-training:1.4.0-cpu-py311-ubuntu22.04', python: '3.11' },
  { framework: 'autogluon', version: '1.5.0', ...SERVING, ...GPU, registry: 'autogluon', image: 'autogluon-inference:1.5.0-gpu-py312-cu124-ubuntu22.04', python: '3.12', cuda: '12.4' },
  { framework: 'autogluon', version: '1.5.0', ...SERVING, ...CPU, registry: 'autogluon', image: 'autogluon-inference:1.5.0-cpu-py312-ubuntu22.04', python: '3.12' },
  { framework: 'autogluon', version: '1.4.0', ...SERVING, ...GPU, registry: 'autogluon', image: 'autogluon-inference:1.4.0-gpu-py311-cu124-ubuntu22.04', python: '3.11', cuda: '12.4' },
  { framework: 'autogluon', version: '1.4.0', ...SERVING, ...CPU, registry: 'autogluon', image: 'autogluon-inference:1.4.0-cpu-py311-ubuntu22.04', python: '3.11' },
];

/**
 * vLLM: those on Amazon Linux, since AWS does not promise to patch those on Ubuntu; which version a tag has is in `docs/src/data/vllm-server`. Ray: `docs/src/data/ray`, and
 * the README for v1.4. Triton: sagemaker-tritonserver.json, where CPUs have a tag that ends in `-cpu`; CUDA as of
 * https://docs.nvidia.com/deeplearning/triton-inference-server/release-notes/.
 */
const SERVERS: readonly ImageFacts[] = [
  { framework: 'vllm', version: '0.27.0', ...SERVING, ...GPU, registry: 'containers', image: 'vllm:server-sagemaker-cuda-v2.3', python: '3.12', cuda: '13.0' },
  { framework: 'vllm', version: '0.26.0', ...SERVING, ...GPU, registry: 'containers', image: 'vllm:server-sagemaker-cuda-v2.2', python: '3.12', cuda: '13.0' },
  { framework: 'vllm', version: '0.24.0', ...SERVING, ...GPU, registry: 'containers', image: 'vllm:server-sagemaker-cuda-v2.1', python: '3.12', cuda: '13.0' },
  { framework: 'ray', version: '2.57.0', ...SERVING, ...GPU, registry: 'containers', image: 'ray:serve-ml-sagemaker-cuda-v1.4', python: '3.13', cuda: '12.9' },
  { framework: 'ray', version: '2.57.0', ...SERVING, ...CPU, registry: 'containers', image: 'ray:serve-ml-sagemaker-cpu-v1.4', python: '3.13' },
  { framework: 'ray', version: '2.56.1', ...SERVING, ...GPU, registry: 'containers', image: 'ray:serve-ml-sagemaker-cuda-v1.3', python: '3.13', cuda: '12.9' },
  { framework: 'ray', version: '2.56.1', ...SERVING, ...CPU, registry: 'containers', image: 'ray:serve-ml-sagemaker-cpu-v1.3', python: '3.13' },
  { framework: 'triton', version: '26.05', ...SERVING, ...GPU, registry: 'triton', image: 'sagemaker-tritonserver:26.05-py3', cuda: '13.2' },
  { framework: 'triton', version: '26.05', ...SERVING, ...CPU, registry: 'triton', image: 'sagemaker-tritonserver:26.05-py3-cpu' },
  { framework: 'triton', version: '25.09', ...SERVING, ...GPU, registry: 'triton', image: 'sagemaker-tritonserver:25.09-py3', cuda: '13.0' },
  { framework: 'triton', version: '25.09', ...SERVING, ...CPU, registry: 'triton', image: 'sagemaker-tritonserver:25.09-py3-cpu' },
];

/** Images for jobs and endpoints of SageMaker, the newest first. There are none of JAX, LightGBM, DeepSpeed, Open MPI and Horovod, nor of Ray for training. */
export const IMAGES: readonly ImageFacts[] = [...PYTORCH, ...TENSORFLOW, ...ALGORITHMS, ...HUGGING_FACE, ...AUTOGLUON, ...SERVERS];
