import { ModelPlan } from '../../../core/registry/model-plan';

type Variables = Readonly<Record<string, string>>;

/** Where a container finds the files of its model: https://kserve.github.io/website/docs/model-serving/storage/overview */
export const MODEL_DIR = '/mnt/models';
/** Where all known servers listen. */
const HTTP_PORT = 8080;

/** How the server of a model is started and asked. */
export interface ModelServer {
  readonly port: number;
  readonly healthPath: string;
  readonly predictPath: string;
  readonly grpc: boolean;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  readonly environment: Variables;
  /** Which of KServe's runtimes it is, and of what format it takes models; absent where KServe has none. */
  readonly runtime?: KServeRuntime;
}

export interface KServeRuntime {
  readonly name: string;
  readonly format: string;
  readonly version: string;
}

interface ServerFacts {
  readonly runtime?: KServeRuntime;
  readonly healthPath: string;
  readonly command?: readonly string[];
  predictPath(model: string): string;
  args(model: string, gpus: number): readonly string[];
  environment?(model: string): Variables;
}

/** The servers of the KServe project: https://github.com/kserve/kserve/blob/v0.20.0/charts/kserve-runtime-configs/files/runtimes/resources.yaml */
function kserveServer(name: string, format: string, version: string): ServerFacts {
  return {
    runtime: { name, format, version },
    healthPath: '/v2/health/ready',
    predictPath: (model) => `/v1/models/${model}:predict`,
    args: (model) => [`--model_name=${model}`, `--model_dir=${MODEL_DIR}`, `--http_port=${HTTP_PORT}`],
  };
}

/** Caches where everybody may write: containers run as no user of their image. */
const CACHES: Variables = { HF_HOME: '/tmp/huggingface', VLLM_CONFIG_ROOT: '/tmp/vllm' };
const V2 = { healthPath: '/v2/health/ready', predictPath: (model: string) => `/v2/models/${model}/infer` };
const CHAT = { healthPath: '/health', predictPath: () => '/v1/chat/completions' };

/**
 * How each server is started with a model in a folder. The names of runtimes and formats are those of KServe's runtimes, as above; the arguments there and in
 * https://docs.vllm.ai/en/latest/cli/serve/, https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/protocol/extension_model_repository.html,
 * https://www.tensorflow.org/tfx/serving/api_rest, https://mlserver.readthedocs.io/en/latest/reference/settings.html,
 * https://github.com/pytorch/serve/blob/master/docs/configuration.md and https://huggingface.co/docs/text-generation-inference/reference/launcher.
 */
const SERVERS: Readonly<Record<string, ServerFacts>> = {
  sklearn: kserveServer('kserve-sklearnserver', 'sklearn', '1'),
  xgboost: kserveServer('kserve-xgbserver', 'xgboost', '2'),
  lightgbm: kserveServer('kserve-lgbserver', 'lightgbm', '4'),
  autogluon: kserveServer('kserve-autogluonserver', 'autogluon', '1'),
  huggingface: { ...kserveServer('kserve-huggingfaceserver', 'huggingface', '1'), environment: () => CACHES },
  vllm: {
    ...CHAT,
    runtime: { name: 'kserve-vllmserver', format: 'vLLM', version: '1' },
    command: ['python3', '-m', 'vllm.entrypoints.openai.api_server'],
    args: (model, gpus) => [`--model=${MODEL_DIR}`, `--served-model-name=${model}`, `--port=${HTTP_PORT}`, ...(gpus > 1 ? [`--tensor-parallel-size=${gpus}`] : [])],
    environment: () => CACHES,
  },
  triton: {
    ...V2,
    runtime: { name: 'kserve-tritonserver', format: 'triton', version: '2' },
    args: () => ['tritonserver', `--model-repository=${MODEL_DIR}`, `--http-port=${HTTP_PORT}`, '--grpc-port=9000'],
  },
  tensorflow: {
    runtime: { name: 'kserve-tensorflow-serving', format: 'tensorflow', version: '2' },
    healthPath: '/v1/models/{model}',
    predictPath: (model) => `/v1/models/${model}:predict`,
    command: ['/usr/bin/tensorflow_model_server'],
    args: (model) => [`--model_name=${model}`, '--port=9000', `--rest_api_port=${HTTP_PORT}`, `--model_base_path=${MODEL_DIR}`, '--rest_api_timeout_in_ms=60000'],
  },
  mlserver: {
    ...V2,
    runtime: { name: 'kserve-mlserver', format: 'mlflow', version: '2' },
    args: () => ['mlserver', 'start', MODEL_DIR],
    environment: (model) => ({ MLSERVER_MODEL_NAME: model, MLSERVER_MODEL_URI: MODEL_DIR, MLSERVER_HTTP_PORT: `${HTTP_PORT}`, MLSERVER_GRPC_PORT: '9000' }),
  },
  // KServe has a runtime for it, too, which nobody mends any more.
  torchserve: {
    healthPath: '/ping',
    predictPath: (model) => `/predictions/${model}`,
    args: () => ['torchserve', '--start', '--foreground', `--model-store=${MODEL_DIR}/model-store`, `--ts-config=${MODEL_DIR}/config/config.properties`],
  },
  tgi: { ...CHAT, args: (_model, gpus) => [`--model-id=${MODEL_DIR}`, `--port=${HTTP_PORT}`, ...(gpus > 1 ? [`--num-shard=${gpus}`] : [])], environment: () => CACHES },
};

/** How a model is served that its server calls `name`: as the user says, else as the makers of its server say. */
export function serverOf({ framework, container, huggingFace, ownImage }: ModelPlan, name: string, gpus = 0): ModelServer {
  const facts = SERVERS[framework];
  if (huggingFace) return ofHuggingFace(huggingFace, container.args ?? [], ownImage, name, gpus);
  if (container.own || !facts) {
    const { port, healthPath, predictPath, grpc, command, args = [] } = container;
    return { port, healthPath, predictPath, grpc, command, args, environment: {} };
  }
  return {
    port: HTTP_PORT,
    healthPath: facts.healthPath.replace('{model}', name),
    predictPath: facts.predictPath(name),
    grpc: false,
    command: facts.command,
    args: facts.args(name, gpus),
    environment: facts.environment?.(name) ?? {},
    runtime: facts.runtime,
  };
}

/** The server downloads the model itself; an image of the user's takes the arguments of vLLM's. */
function ofHuggingFace(
  { modelId, revision }: NonNullable<ModelPlan['huggingFace']>,
  more: readonly string[],
  ownImage: boolean,
  name: string,
  gpus: number,
): ModelServer {
  const { command, args, predictPath, healthPath } = SERVERS.vllm!;
  const [, ...others] = args(name, gpus);
  return {
    port: HTTP_PORT,
    healthPath,
    predictPath: predictPath(name),
    grpc: false,
    command: ownImage ? undefined : command,
    args: [`--model=${modelId}`, `--revision=${revision}`, ...others, ...more],
    environment: CACHES,
  };
}
