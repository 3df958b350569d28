import { execFileSync } from 'node:child_process';
import { ML_MACHINES } from '../../../src/facts/azure/ml-machines';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { JobFacts, SoftwareFacts } from '../facts';
import { AccountFacts, clusterJobs } from './cluster-jobs';
import { inputAddresses, launchVariables } from './launch-variables';
import { all, target } from './tfazure-references';

export function jobs(stack: SynthesizedStack, software: readonly SoftwareFacts[]): JobFacts[] {
  return [
    ...all(stack, 'azurerm_logic_app_action_custom').filter(({ name, logic_app_id }) => name === 'run' && startedByHand(stack, logic_app_id)).map(({ body }) => mlJob(stack, parsed(body))),
    ...clusterJobs(software, accounts(stack)),
  ];
}

export function accounts(stack: SynthesizedStack): AccountFacts {
  const credentials = all(stack, 'azurerm_federated_identity_credential');
  return {
    runsAs: (namespace, account) => identityName(credentials.find(({ subject }) => subject === `system:serviceaccount:${namespace}:${account}`)?.parent_id),
    rights: (identity) => rights(stack, identity),
  };
}

const ofType = (stack: SynthesizedStack, type: string) => all(stack, 'azapi_resource').filter((found) => (found.type as string).startsWith(`Microsoft.MachineLearningServices/workspaces/${type}@`));

const startedByHand = (stack: SynthesizedStack, workflow: string) => all(stack, 'azurerm_logic_app_trigger_custom').some(({ logic_app_id, name }) => logic_app_id === workflow && name === 'manual');

/** Terraform and Logic Apps double what begins an expression of their own. */
const parsed = (text: string) => JSON.parse(text.replaceAll('$${', '${').replaceAll('%%{', '%{').replaceAll('@@{', '@{')) as Attributes;

/** What the workflow that somebody starts by hand makes of each run; schedules and events make the same. */
function mlJob(stack: SynthesizedStack, { inputs: { body } }: Attributes): JobFacts {
  const job = body.properties as Attributes;
  const script = scriptOf(job.command);
  const environment = launchVariables(script.replace(/\$\{\{(\w+)\.(\w+)\}\}/g, '@$1/$2'), job.environmentVariables);
  const addressOf = (place: string) => storeAddress(stack, place, job);
  const { ML_CHECKPOINT_DIR, ML_OUTPUT_DIR } = environment;
  const compute = target(stack, job.computeId)!;
  const { vmSize, vmPriority, enableNodePublicIp, scaleSettings } = compute.body.properties.properties;
  const workspace = target(stack, compute.parent_id)!;
  const [account] = compute.identity[0].identity_ids as string[];
  const same = schedulesOf(stack, job);
  return {
    name: job.displayName,
    backend: 'managed',
    kind: 'Azure ML',
    image: target(stack, job.environmentId)?.body.properties.image ?? job.environmentId,
    command: ['sh', '-ec', script, ...wordsOf(script, job.environmentVariables)],
    nodes: { min: job.resources.instanceCount, max: job.resources.instanceCount },
    gpus: ML_MACHINES[vmSize as string]!.gpus,
    machine: vmSize,
    spot: vmPriority === 'LowPriority',
    keepWarmSeconds: Number(/^PT(\d+)S$/.exec(scaleSettings.nodeIdleTimeBeforeScaleDown)![1]),
    environment,
    inputs: inputAddresses(environment, addressOf),
    checkpoints: ML_CHECKPOINT_DIR && addressOf(ML_CHECKPOINT_DIR),
    output: ML_OUTPUT_DIR && addressOf(ML_OUTPUT_DIR),
    maxRunSeconds: Number(/^PT(\d+)S$/.exec(job.limits.timeout)![1]),
    schedules: same.map(({ body: { properties } }) => properties.trigger.expression as string),
    arrivals: all(stack, 'azurerm_eventgrid_system_topic_event_subscription').filter(({ name }) => (name as string).startsWith(`${job.displayName}-`)).map(({ subject_filter }) => {
      const [, store, prefix] = /\/containers\/([^/]+)\/blobs\/(.*)$/.exec(subject_filter.subject_begins_with)!;
      return { store: store!, prefix: prefix! };
    }),
    runsAs: identityName(account),
    ...rights(stack, identityName(account)),
    // The disks of nodes are encrypted by the service, with its own keys only; whatever else the service keeps, with the workspace's.
    encrypted: workspace.encryption !== undefined && workspace.high_business_impact === true,
    private: enableNodePublicIp === false && workspace.public_network_access_enabled === false && workspace.managed_network.isolation_mode.startsWith('Allow'),
  };
}

/** Schedules whose run is the same to a letter. */
function schedulesOf(stack: SynthesizedStack, job: Attributes): Attributes[] {
  const schedules = ofType(stack, 'schedules').filter(({ body }) => body.properties.action.jobDefinition?.displayName === job.displayName);
  const command = ({ body }: Attributes) => (body.properties.action.jobDefinition.command as string).replaceAll('$${', '${').replaceAll('%%{', '%{');
  if (!schedules.every((schedule) => command(schedule) === job.command)) throw new Error('a schedule makes another run');
  return schedules;
}

/** The one word behind `sh -ec`. */
function scriptOf(command: string): string {
  return /^sh -ec '([\s\S]*)'$/.exec(command)![1]!.replaceAll('\'\\\'\'', "'");
}

/** The words that the script hands on, as a shell reads them; some come as variables. */
function wordsOf(script: string, env: Record<string, string>): string[] {
  const [line] = script.split('\n').filter((text) => text.startsWith('set -- '));
  return execFileSync('/bin/sh', ['-c', `${line}\nprintf '%s\\n' "$@"`], { env, encoding: 'utf8' }).trimEnd().split('\n');
}

/** `@inputs/train/…` is what is mounted so. */
function storeAddress(stack: SynthesizedStack, place: string, job: Attributes): string {
  const [, kind, name, below] = /^@(inputs|outputs)\/(\w+)(.*)$/.exec(place) ?? [];
  if (!kind) return place;
  const [, datastore, path] = /^azureml:\/\/datastores\/(\w+)\/paths\/(.*)$/.exec(job[kind][name!].uri as string)!;
  const { accountName, containerName } = ofType(stack, 'datastores').find((found) => found.name === datastore)!.body.properties;
  return `https://${accountName}.blob.core.windows.net/${containerName}/${path!.replace(/\/$/, '')}${below}`;
}

export const identityName = (reference: string | undefined) => /azurerm_user_assigned_identity\.([\w-]+)\./.exec(reference ?? '')?.[1] ?? '';

export function rights(stack: SynthesizedStack, identity: string): Pick<JobFacts, 'reads' | 'writes' | 'readsSecrets'> {
  const grants = all(stack, 'azurerm_role_assignment').filter(({ principal_id }) => (principal_id as string).includes(`azurerm_user_assigned_identity.${identity}.`));
  const prefixes = (role: string) => grants.filter(({ role_definition_name }) => role_definition_name === role).map(({ condition }) => /StringStartsWith '([^']*)'/.exec(condition ?? '')?.[1] ?? '');
  return {
    reads: prefixes('Storage Blob Data Reader'),
    writes: prefixes('Storage Blob Data Contributor'),
    readsSecrets: grants.filter(({ role_definition_name }) => role_definition_name === 'Key Vault Secrets User').map(({ scope }) => {
      const [, vault, name] = /\/vaults\/([^/]+)\/secrets\/([^/]+)$/.exec(scope)!;
      return `https://${vault}.vault.azure.net/secrets/${name}`;
    }),
  };
}
