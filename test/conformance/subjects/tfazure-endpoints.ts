import { SERVING_MACHINES } from '../../../src/facts/azure/serving-machines';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { EndpointFacts, SoftwareFacts, VariantFacts } from '../facts';
import { clusterEndpoints } from './cluster-endpoints';
import { accounts, identityName, rights } from './tfazure-jobs';
import { all, target } from './tfazure-references';

export function endpoints(stack: SynthesizedStack, software: readonly SoftwareFacts[]): EndpointFacts[] {
  const managedOnes = all(stack, 'azapi_resource').filter(({ type }) => (type as string).startsWith('Microsoft.MachineLearningServices/workspaces/onlineEndpoints@'));
  return [...managedOnes.map((endpoint) => managed(stack, endpoint)), ...clusterEndpoints(software, accounts(stack))];
}

/** An endpoint without deployments, and the workflow that makes them: what it makes stands in the first action. */
function managed(stack: SynthesizedStack, endpoint: Attributes): EndpointFacts {
  const release = releaseOf(stack, endpoint);
  const workspace = target(stack, endpoint.parent_id)!;
  const models = release.models as Attributes[];
  const [shadow] = models.filter((model) => model.shadow);
  const [identity] = Object.keys(release.endpoint.identity.userAssignedIdentities as object);
  const [collected] = Object.values((models[0]!.properties.dataCollector?.collections ?? {}) as Record<string, Attributes>);
  const runsAs = identityName(identity);
  const { reads, writes } = rights(stack, runsAs);
  return {
    // Its name is one of the whole region, and ends with what tells platforms apart.
    name: (endpoint.name as string).replace(/-[0-9a-f]{6}$/, ''),
    kind: 'managed',
    variants: models.filter((model) => !model.shadow).map((model) => variant(stack, model)),
    shadow: shadow && { ...variant(stack, shadow), percent: shadow.percent },
    rollout: { firstPercent: release.steps[0], bakeSeconds: release.watchSeconds, guards: release.alarms.filter((id: string) => target(stack, id.replace(/^\$\{lower\((.*)\)\}$/, '${$1}'))).length },
    capture: collected && {
      percent: collected.samplingRate * 100, location: addressOf(stack, target(stack, collected.dataId)!.body.properties.dataUri),
    },
    // Who writes an endpoint writes its access, too: a rollout has to write the same.
    private: [endpoint.body, release.endpoint].every(({ properties }) => properties.publicNetworkAccess === 'Disabled') && workspace.public_network_access_enabled === false
      && workspace.managed_network.isolation_mode.startsWith('Allow'),
    encrypted: workspace.encryption !== undefined && workspace.high_business_impact === true,
    runsAs,
    reads,
    writes,
  };
}

/** What the one workflow that works on an endpoint is told. */
function releaseOf(stack: SynthesizedStack, endpoint: Attributes): Attributes {
  const workflows = all(stack, 'azapi_resource').filter(({ type }) => (type as string).startsWith('Microsoft.Logic/workflows@'));
  const definitions = workflows.map(({ body }) => body.properties.definition as Attributes);
  const [definition] = definitions.filter((found) => [...JSON.stringify(found).matchAll(/\$\{(azapi_resource\.[\w-]+\.id)\}\/deployments/g)].some(([, id]) => target(stack, `\${${id}}`) === endpoint));
  return plain(definition!.actions.release.inputs) as Attributes;
}

/** Terraform and Logic Apps double what begins an expression of their own. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$${', '${').replaceAll('%%{', '%{').replaceAll('@@{', '@{');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const METRICS: ReadonlyArray<readonly [RegExp, string]> = [[/^Requests/, 'requests'], [/^Gpu/i, 'gpu'], [/^Cpu/i, 'cpu'], [/Latency/, 'latency']];

function variant(stack: SynthesizedStack, { variant: name, percent, assets, properties, first, autoscale }: Attributes): VariantFacts {
  const put = (id: string) => (assets as Attributes[]).find(({ path }) => id.endsWith(`/${path}`))?.body.properties;
  const profiles = (autoscale?.profiles ?? []) as Attributes[];
  const usual = profiles.find(({ recurrence }) => !recurrence);
  const kindOf = ({ metricTrigger: { metricName } }: Attributes) => METRICS.find(([pattern]) => pattern.test(metricName))![1];
  const watched = ((usual?.rules ?? []) as Attributes[]).map(kindOf);
  const model = properties.model && put(properties.model)?.modelUri;
  return {
    name,
    percentOfTraffic: percent,
    image: put(properties.environmentId)?.image ?? properties.environmentId,
    model: model && addressOf(stack, model),
    environment: properties.environmentVariables,
    min: usual ? Number(usual.capacity.minimum) : first,
    max: usual ? Number(usual.capacity.maximum) : first,
    follows: [...new Set(watched)].sort(),
    schedules: profiles.filter(({ recurrence }) => recurrence).length,
    gpus: SERVING_MACHINES[properties.instanceType as string]!.gpus,
    machine: properties.instanceType,
  };
}

/** A datastore that Terraform makes, or that a rollout does. */
function datastore(stack: SynthesizedStack, name: string): Attributes {
  const resources = all(stack, 'azapi_resource');
  const made = resources.find(({ type, name: called }) => (type as string).includes('/datastores@') && called === name);
  if (made) return made.body as Attributes;
  const releases = resources.filter(({ type }) => (type as string).startsWith('Microsoft.Logic/workflows@')).map(({ body }) => body.properties.definition.actions.release?.inputs as Attributes);
  const assets = releases.flatMap((release) => (release?.models as Attributes[] ?? []).flatMap((model) => model.assets as Attributes[]));
  return assets.find(({ path }) => path === `datastores/${name}`)!.body as Attributes;
}

/** A folder of a datastore of the workspace, as the store writes it. */
export function addressOf(stack: SynthesizedStack, uri: string): string {
  const [, name, path] = /^azureml:\/\/datastores\/(\w+)\/paths\/(.*)$/.exec(uri)!;
  const { accountName, containerName } = datastore(stack, name!).properties;
  return `https://${accountName}.blob.core.windows.net/${containerName}/${path}`;
}
