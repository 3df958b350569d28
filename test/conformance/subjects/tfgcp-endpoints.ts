import { Attributes, SynthesizedStack } from '../../support/terraform';
import { EndpointFacts, SoftwareFacts, VariantFacts } from '../facts';
import { clusterEndpoints } from './cluster-endpoints';
import { accounts, rights } from './tfgcp-jobs';
import { all, isPlatformKey } from './tfgcp-references';

export function endpoints(stack: SynthesizedStack, software: readonly SoftwareFacts[]): EndpointFacts[] {
  return [...all(stack, 'google_vertex_ai_endpoint').map((endpoint) => managed(stack, endpoint)), ...clusterEndpoints(software, accounts(stack))];
}

/** An endpoint without deployments, and what the workflow of its rollouts is told to deploy. */
function managed(stack: SynthesizedStack, endpoint: Attributes): EndpointFacts {
  const id = `projects/${endpoint.project}/locations/${endpoint.location}/endpoints/${endpoint.name}`;
  const release = executions(stack).find(({ action, endpoint: of }) => action === 'release' && of === id)!;
  const variants = release.variants as Attributes[];
  const schedules = scheduled(stack).filter((argument) => argument.endpoint === id);
  const [runsAs, ...others] = new Set(variants.map(({ deployed }) => /google_service_account\.([\w-]+)\./.exec(deployed.serviceAccount)![1]!));
  if (!runsAs || others.length > 0) throw new Error('the variants do not run as one account');
  const { reads, writes } = rights(stack, (member) => member.includes(`google_service_account.${runsAs}.`));
  const { private_service_connect_config: connect, predict_request_response_logging_config: logging } = endpoint;
  const [, dataset] = /\$\{google_bigquery_dataset\.([\w-]+)\./.exec(logging?.bigquery_destination.output_uri ?? '') ?? [];
  const table = dataset && stack.resources('google_bigquery_dataset')[dataset];
  const keys = [
    endpoint.encryption_spec?.kms_key_name,
    // A version of a registry is there already, with its key.
    ...variants.filter(({ upload }) => upload).map(({ upload }) => upload.encryptionSpec?.kmsKeyName),
    ...(table ? [table.default_encryption_configuration?.kms_key_name] : []),
  ];
  return {
    name: endpoint.name,
    kind: 'managed',
    variants: variants.map((variant) => variantOf(variant, schedules)),
    rollout: { firstPercent: release.steps[0].percent, bakeSeconds: release.steps[0].seconds, guards: release.guards.length + release.alarms.length },
    capture: logging?.enabled ? { percent: logging.sampling_rate * 100, location: logging.bigquery_destination.output_uri } : undefined,
    private: connect?.enable_private_service_connect === true && endpoint.dedicated_endpoint_enabled !== true
      && (connect.project_allowlist as string[]).every((project) => project === endpoint.project),
    encrypted: keys.every((key) => isPlatformKey(stack, key as string | undefined)),
    runsAs,
    reads,
    writes,
  };
}

/** What workflows are started with by an apply. */
function executions(stack: SynthesizedStack): Attributes[] {
  return all(stack, 'restful_operation').filter(({ method, body }) => method === 'POST' && body?.argument).map(({ body }) => parsed(body.argument));
}

/** What workflows are started with by the clock; the body stands in a local value. */
function scheduled(stack: SynthesizedStack): Attributes[] {
  const locals = (stack.json as { locals?: Record<string, string> }).locals ?? {};
  return all(stack, 'google_cloud_scheduler_job').flatMap(({ http_target: { body } }) => {
    const [, name] = /^\$\{base64encode\(local\.([\w-]+)\)\}$/.exec(body) ?? [];
    const { argument } = name ? parsed(locals[name]!) : {} as Attributes;
    return argument === undefined ? [] : [parsed(argument)].filter(({ action }) => action === 'schedule');
  });
}

/** Terraform doubles what begins an expression of its own. */
const parsed = (text: string) => JSON.parse(text.replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes;

const FOLLOWS: ReadonlyArray<readonly [RegExp, string]> = [[/cpu\/utilization$/, 'cpu'], [/accelerator\/duty_cycle$/, 'gpu'], [/request_count$/, 'requests']];

function variantOf({ name, percent, upload, model, deployed, limits }: Attributes, schedules: Attributes[]): VariantFacts {
  const { machineSpec, minReplicaCount: min, maxReplicaCount: max, autoscalingMetricSpecs } = deployed.dedicatedResources;
  // A release that finds a deployment changes its limits alone: both have to be the same.
  if (limits.minReplicaCount !== min || limits.maxReplicaCount !== max) throw new Error('a new deployment has other limits than one that stays');
  const env = (upload?.containerSpec.env ?? []) as Attributes[];
  return {
    name,
    percentOfTraffic: percent,
    image: upload?.containerSpec.imageUri ?? model,
    model: upload?.artifactUri,
    environment: Object.fromEntries(env.map((variable) => [variable.name, variable.value])),
    min,
    max,
    follows: (autoscalingMetricSpecs as Attributes[]).map(({ metricName }) => FOLLOWS.find(([pattern]) => pattern.test(metricName))![1]).sort(),
    schedules: schedules.filter(({ limits: at }) => at[name]).length,
    gpus: machineSpec.acceleratorCount ?? 0,
    machine: machineSpec.machineType,
  };
}
