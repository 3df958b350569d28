import { mirroredImage } from '../mirrored-image';

/** Where the images lie that the charts name: https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-resources/values.yaml */
const ART_EXPLAINER = 'docker.io/kserve/art-explainer';
const STORAGE = 'docker.io/kserve/storage-initializer';

/** https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-runtime-configs/values.yaml */
const RUNTIMES: Readonly<Record<string, string>> = {
  art: ART_EXPLAINER,
  autogluonserver: 'docker.io/kserve/autogluonserver',
  huggingfaceserver: 'docker.io/kserve/huggingfaceserver',
  lgbserver: 'docker.io/kserve/lgbserver',
  mlserver: 'docker.io/seldonio/mlserver',
  paddleserver: 'docker.io/kserve/paddleserver',
  pmmlserver: 'docker.io/kserve/pmmlserver',
  predictiveserver: 'docker.io/kserve/predictiveserver',
  sklearnserver: 'docker.io/kserve/sklearnserver',
  tensorflow: 'docker.io/tensorflow/serving',
  torchserve: 'docker.io/pytorch/torchserve-kfs',
  tritonserver: 'nvcr.io/nvidia/tritonserver',
  vllmserver: 'docker.io/vllm/vllm-openai',
  xgbserver: 'docker.io/kserve/xgbserver',
};

/** What the controller puts beside a model, from a mirror. */
export function companionImages(mirror: string): Record<string, unknown> {
  return {
    agent: { image: mirroredImage(mirror, 'docker.io/kserve/agent') },
    router: { image: mirroredImage(mirror, 'docker.io/kserve/router') },
    storage: { image: mirroredImage(mirror, STORAGE) },
    localmodel: { defaultJobImage: mirroredImage(mirror, STORAGE) },
    servingruntime: { art: { image: mirroredImage(mirror, ART_EXPLAINER) } },
  };
}

/** The controller itself, from a mirror. */
export function controllerImages(mirror: string): Record<string, string> {
  return {
    image: mirroredImage(mirror, 'docker.io/kserve/kserve-controller'),
    rbacProxyImage: mirroredImage(mirror, 'quay.io/brancz/kube-rbac-proxy:v0.18.0'),
  };
}

/** The address of each runtime's image, from a mirror. */
export function runtimeImages(mirror: string): Record<string, { readonly image: string }> {
  return Object.fromEntries(Object.entries(RUNTIMES).map(([runtime, image]) => [runtime, { image: mirroredImage(mirror, image) }]));
}
