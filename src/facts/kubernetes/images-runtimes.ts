/** What this library knows of one image for a cluster of Kubernetes. */
export interface ImageFacts {
  readonly framework: string;
  readonly version: string;
  readonly use: 'training' | 'serving';
  readonly accelerator: 'gpu' | 'cpu';
  /** Host, repository and tag. */
  readonly image: string;
  readonly python?: string;
  readonly cuda?: string;
}

const TRAINING = { use: 'training' } as const;
const SERVING = { use: 'serving' } as const;
const GPU = { accelerator: 'gpu' } as const;
const CPU = { accelerator: 'cpu' } as const;

/**
 * PyTorch's own, which run on CPUs too: https://hub.docker.com/r/pytorch/pytorch/tags. 2.13.0 is what Kubeflow Trainer 2.3.0 runs
 * (https://github.com/kubeflow/trainer/blob/v2.3.0/manifests/base/runtimes/torch_distributed.yaml).
 */
const PYTORCH: readonly ImageFacts[] = [
  { framework: 'pytorch', version: '2.13.0', ...TRAINING, ...GPU, image: 'docker.io/pytorch/pytorch:2.13.0-cuda13.0-cudnn9-runtime', cuda: '13.0' },
  { framework: 'pytorch', version: '2.13.0', ...TRAINING, ...CPU, image: 'docker.io/pytorch/pytorch:2.13.0-cuda13.0-cudnn9-runtime' },
  { framework: 'pytorch', version: '2.12.1', ...TRAINING, ...GPU, image: 'docker.io/pytorch/pytorch:2.12.1-cuda13.0-cudnn9-runtime', cuda: '13.0' },
  { framework: 'pytorch', version: '2.12.1', ...TRAINING, ...CPU, image: 'docker.io/pytorch/pytorch:2.12.1-cuda13.0-cudnn9-runtime' },
  { framework: 'pytorch', version: '2.10.0', ...TRAINING, ...GPU, image: 'docker.io/pytorch/pytorch:2.10.0-cuda12.8-cudnn9-runtime', cuda: '12.8' },
  { framework: 'pytorch', version: '2.10.0', ...TRAINING, ...CPU, image: 'docker.io/pytorch/pytorch:2.10.0-cuda12.8-cudnn9-runtime' },
  { framework: 'pytorch', version: '2.8.0', ...TRAINING, ...GPU, image: 'docker.io/pytorch/pytorch:2.8.0-cuda12.9-cudnn9-runtime', cuda: '12.9' },
  { framework: 'pytorch', version: '2.8.0', ...TRAINING, ...CPU, image: 'docker.io/pytorch/pytorch:2.8.0-cuda12.9-cudnn9-runtime' },
];

/**
 * TensorFlow's own (https://hub.docker.com/r/tensorflow/tensorflow/tags), and NVIDIA's last, which alone knows Blackwell
 * (https://catalog.ngc.nvidia.com/orgs/nvidia/containers/tensorflow: 25.02 has TensorFlow 2.17). CUDA of 2.19: https://www.tensorflow.org/install/source#gpu. For serving
 * TensorFlow Serving: https://hub.docker.com/r/tensorflow/serving/tags, with the CUDA of
 * https://github.com/tensorflow/serving/blob/2.19.1/tensorflow_serving/tools/docker/Dockerfile.gpu.
 */
const TENSORFLOW: readonly ImageFacts[] = [
  { framework: 'tensorflow', version: '2.21.0', ...TRAINING, ...CPU, image: 'docker.io/tensorflow/tensorflow:2.21.0' },
  { framework: 'tensorflow', version: '2.19.0', ...TRAINING, ...GPU, image: 'docker.io/tensorflow/tensorflow:2.19.0-gpu', cuda: '12.5' },
  { framework: 'tensorflow', version: '2.19.0', ...TRAINING, ...CPU, image: 'docker.io/tensorflow/tensorflow:2.19.0' },
  { framework: 'tensorflow', version: '2.17.0', ...TRAINING, ...GPU, image: 'nvcr.io/nvidia/tensorflow:25.02-tf2-py3', python: '3.12', cuda: '12.8' },
  { framework: 'tensorflow', version: '2.19.1', ...SERVING, ...GPU, image: 'docker.io/tensorflow/serving:2.19.1-gpu', cuda: '12.2' },
  { framework: 'tensorflow', version: '2.19.1', ...SERVING, ...CPU, image: 'docker.io/tensorflow/serving:2.19.1' },
];

/**
 * What Kubeflow Trainer 2.3.0 runs: https://github.com/kubeflow/trainer/tree/v2.3.0/manifests/base/runtimes and, for the versions in its own images,
 * https://github.com/kubeflow/trainer/tree/v2.3.0/cmd/runtimes. JAX 0.7.2 is in 25.10: https://docs.nvidia.com/deeplearning/frameworks/support-matrix/.
 */
const TRAINER: readonly ImageFacts[] = [
  { framework: 'jax', version: '0.7.2', ...TRAINING, ...GPU, image: 'nvcr.io/nvidia/jax:25.10-py3', python: '3.12', cuda: '13.0' },
  { framework: 'deepspeed', version: '0.19.2', ...TRAINING, ...GPU, image: 'ghcr.io/kubeflow/trainer/deepspeed-runtime:v2.3.0', python: '3.10', cuda: '13.3' },
  { framework: 'xgboost', version: '3.0.2', ...TRAINING, ...GPU, image: 'ghcr.io/kubeflow/trainer/xgboost-runtime:v2.3.0', python: '3.10', cuda: '12.4' },
  { framework: 'xgboost', version: '3.0.2', ...TRAINING, ...CPU, image: 'ghcr.io/kubeflow/trainer/xgboost-runtime:v2.3.0', python: '3.10' },
];

/**
 * Ray's own: https://hub.docker.com/r/rayproject/ray/tags. `-gpu` stands for the platform that Ray's build calls GPU_PLATFORM, CUDA 12.1
 * (https://github.com/ray-project/ray/blob/master/ci/ray_ci/docker_container.py), `-cu129` for CUDA 12.9.
 */
const RAY: readonly ImageFacts[] = [TRAINING, SERVING].flatMap((use): ImageFacts[] => [
  { framework: 'ray', version: '2.57.0', ...use, ...GPU, image: 'docker.io/rayproject/ray:2.57.0-py311-gpu', python: '3.11', cuda: '12.1' },
  { framework: 'ray', version: '2.57.0', ...use, ...CPU, image: 'docker.io/rayproject/ray:2.57.0' },
  { framework: 'ray', version: '2.56.0', ...use, ...GPU, image: 'docker.io/rayproject/ray:2.56.0-gpu', cuda: '12.1' },
  { framework: 'ray', version: '2.56.0', ...use, ...CPU, image: 'docker.io/rayproject/ray:2.56.0-py312', python: '3.12' },
  { framework: 'ray', version: '2.55.1', ...use, ...GPU, image: 'docker.io/rayproject/ray:2.55.1-py312-cu129', python: '3.12', cuda: '12.9' },
  { framework: 'ray', version: '2.55.1', ...use, ...CPU, image: 'docker.io/rayproject/ray:2.55.1-py312-cpu', python: '3.12' },
]);

/** https://hub.docker.com/r/horovod/horovod/tags; CUDA: https://github.com/horovod/horovod/blob/v0.28.1/docker/horovod/Dockerfile */
const HOROVOD: readonly ImageFacts[] = [
  { framework: 'horovod', version: '0.28.1', ...TRAINING, ...GPU, image: 'docker.io/horovod/horovod:0.28.1', python: '3.8', cuda: '11.3' },
];

/**
 * The servers of KServe 0.20.0 (https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-runtime-configs/values.yaml); the versions in them are those of `python/<server>/uv.lock`
 * there, CUDA that of `python/huggingface_server.Dockerfile`.
 */
const KSERVE: readonly ImageFacts[] = [
  { framework: 'sklearn', version: '1.5.2', ...SERVING, ...CPU, image: 'docker.io/kserve/sklearnserver:v0.20.0', python: '3.11' },
  { framework: 'xgboost', version: '2.1.4', ...SERVING, ...CPU, image: 'docker.io/kserve/xgbserver:v0.20.0', python: '3.11' },
  { framework: 'lightgbm', version: '4.6.0', ...SERVING, ...CPU, image: 'docker.io/kserve/lgbserver:v0.20.0', python: '3.11' },
  { framework: 'autogluon', version: '1.5.0', ...SERVING, ...CPU, image: 'docker.io/kserve/autogluonserver:v0.20.0', python: '3.12' },
  { framework: 'huggingface', version: '5.13.0', ...SERVING, ...GPU, image: 'docker.io/kserve/huggingfaceserver:v0.20.0-gpu', cuda: '13.3' },
  { framework: 'huggingface', version: '5.13.0', ...SERVING, ...CPU, image: 'docker.io/kserve/huggingfaceserver:v0.20.0' },
];

/**
 * vLLM: https://hub.docker.com/r/vllm/vllm-openai/tags. Triton: https://docs.nvidia.com/deeplearning/triton-inference-server/release-notes/, which runs on CPUs too. MLServer:
 * https://hub.docker.com/r/seldonio/mlserver/tags. TorchServe: https://hub.docker.com/r/pytorch/torchserve/tags, with CUDA 12.1
 * (https://github.com/pytorch/serve/blob/v0.12.0/docker/build_image.sh). TGI: https://github.com/huggingface/text-generation-inference/releases, with CUDA 12.4 (Dockerfile at v3.3.6).
 */
const SERVERS: readonly ImageFacts[] = [
  { framework: 'vllm', version: '0.29.0', ...SERVING, ...GPU, image: 'docker.io/vllm/vllm-openai:v0.29.0', python: '3.12', cuda: '13.0' },
  { framework: 'vllm', version: '0.27.1', ...SERVING, ...GPU, image: 'docker.io/vllm/vllm-openai:v0.27.1', python: '3.12', cuda: '13.0' },
  { framework: 'vllm', version: '0.24.0', ...SERVING, ...GPU, image: 'docker.io/vllm/vllm-openai:v0.24.0', python: '3.12', cuda: '13.0' },
  { framework: 'triton', version: '26.08', ...SERVING, ...GPU, image: 'nvcr.io/nvidia/tritonserver:26.08-py3', cuda: '13.4' },
  { framework: 'triton', version: '26.08', ...SERVING, ...CPU, image: 'nvcr.io/nvidia/tritonserver:26.08-py3' },
  { framework: 'triton', version: '26.05', ...SERVING, ...GPU, image: 'nvcr.io/nvidia/tritonserver:26.05-py3', cuda: '13.2' },
  { framework: 'triton', version: '26.05', ...SERVING, ...CPU, image: 'nvcr.io/nvidia/tritonserver:26.05-py3' },
  { framework: 'mlserver', version: '1.7.1', ...SERVING, ...CPU, image: 'docker.io/seldonio/mlserver:1.7.1' },
  { framework: 'mlserver', version: '1.5.0', ...SERVING, ...CPU, image: 'docker.io/seldonio/mlserver:1.5.0' },
  { framework: 'torchserve', version: '0.12.0', ...SERVING, ...GPU, image: 'docker.io/pytorch/torchserve:0.12.0-gpu', cuda: '12.1' },
  { framework: 'torchserve', version: '0.12.0', ...SERVING, ...CPU, image: 'docker.io/pytorch/torchserve:0.12.0-cpu' },
  { framework: 'tgi', version: '3.3.6', ...SERVING, ...GPU, image: 'ghcr.io/huggingface/text-generation-inference:3.3.6', cuda: '12.4' },
];

/** Images for a cluster of Kubernetes. There are none of Scikit-learn, LightGBM, AutoGluon and Hugging Face for training, nor of PyTorch for serving, which Triton does. */
export const IMAGES: readonly ImageFacts[] = [...PYTORCH, ...TENSORFLOW, ...TRAINER, ...RAY, ...HOROVOD, ...KSERVE, ...SERVERS];
