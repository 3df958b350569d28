/**
 * What an endpoint is called: a name of SageMaker has at most 63 characters, of which its models and configurations, one for each release, take nine.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpoint.html, https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
 */
export const SAGEMAKER_ENDPOINT_NAME = {
  what: 'an endpoint of SageMaker',
  minLength: 1,
  maxLength: 54,
  pattern: /^[a-zA-Z0-9](?:-*[a-zA-Z0-9])*$/,
  allowed: 'letters, digits and hyphens, a letter or digit at both ends',
  separator: '-',
};

/**
 * Numbers of deployment guardrails: the model of the API (`TrafficRoutingConfig`, `BlueGreenUpdatePolicy`, botocore 1.44.5),
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_BlueGreenUpdatePolicy.html,
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html. A rollout ends after eight hours at most, of which one is left for
 * machines to start.
 */
export const GUARDRAILS = {
  mostCanaryPercent: 50, leastLinearPercent: 10, longestBakeSeconds: 3_600, longestRolloutSeconds: 7 * 3_600, mostAlarms: 10,
} as const;

/** The time that SageMaker may take for a rollout, beside what it watches: new machines have to be found, and models to be loaded. */
const STARTING_SECONDS = 7_200;
const LONGEST_TIMEOUT_SECONDS = 28_800;
const SHORTEST_TIMEOUT_SECONDS = 600;

/** When SageMaker gives a rollout up that watches for so long. */
export function rolloutTimeout(watchedSeconds: number): number {
  return Math.max(SHORTEST_TIMEOUT_SECONDS, Math.min(LONGEST_TIMEOUT_SECONDS, watchedSeconds + STARTING_SECONDS));
}

/** Variants of one endpoint: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html; an alarm that reads all of them has room for nine. */
export const MOST_VARIANTS = 9;

/** What a container of SageMaker answers: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
export const SAGEMAKER_CONTAINER = { port: 8080, healthPath: '/ping', predictPath: '/invocations' } as const;

/**
 * What components lack beside whole endpoints. A request names its component, so that nothing stands between callers and components that could split or copy:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html. A new model takes over copy by copy:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-rolling.html
 */
export const COMPONENT_LACKS = {
  'variants': {
    reason: 'a request names the component that it is for, so that nothing splits requests',
    alternative: 'take EndpointKind.managed(), or one endpoint for each model',
  },
  'shadow': { reason: 'a request names the component that it is for, so that nothing copies requests', alternative: 'take EndpointKind.managed()' },
  // https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-serve/src/sagemaker/serve/model_builder.py, read at the two calls of endpoint_from_production_variants
  'capture': {
    reason: "AWS documents captures of variants with models, and SageMaker's own SDK asks for none beside components",
    alternative: 'take EndpointKind.managed(), or let the container write them',
  },
  'stepwise-rollout': {
    reason: 'a new model takes over from one copy after the other, in batches and not by parts of the traffic',
    alternative: 'take Rollout.allAtOnce(), whose bake time and alarms hold for each batch, or EndpointKind.managed()',
  },
} as const;

/** Components replace copies in place, so that there is no old fleet that could stay. */
export const COMPONENT_BLUE_GREEN = 'the old copies are to stay beside the new ones, but components replace copy by copy: take Rollout.allAtOnce(), or EndpointKind.managed()';

/**
 * The machine image of GPUs: its driver (580, CUDA 13.0) runs containers of that CUDA and of all before, where the usual image of some families is of CUDA 11.4.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/inference-gpu-drivers.html
 */
export const GPU_MACHINE_IMAGE = 'al2023-ami-sagemaker-inference-gpu-4-1';

/** How long a model on GPUs may take to be downloaded, and then to answer: 60 to 3,600 seconds. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html */
export const GPU_START_SECONDS = 1_800;

/** Where the containers of an endpoint write: https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html */
export const ENDPOINT_LOG_GROUP = '/aws/sagemaker/Endpoints/{endpoint}';
export const COMPONENT_LOG_GROUP = '/aws/sagemaker/InferenceComponents/{endpoint}';

/** Where requests go: https://docs.aws.amazon.com/general/latest/gr/sagemaker.html */
export function invokeUrl(endpoint: string, region: string, dnsSuffix: string): string {
  return `https://runtime.sagemaker.${region}.${dnsSuffix}/endpoints/${endpoint}/invocations`;
}

/** What no kind of endpoint of SageMaker can; by core's capabilities. */
export const SERVING_REFUSALS = {
  'serving/managed-secrets': {
    // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html#sagemaker-Type-ContainerDefinition-Environment
    reason: 'SageMaker hands a container plain variables, which whoever describes the model can read',
    alternative: 'copy the model into a store, or take EndpointKind.deployment(…) or .kserve(…) in a cluster',
  },
} as const;
