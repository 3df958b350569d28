import { parse } from 'yaml';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { JobFacts, SoftwareFacts } from '../facts';
import { AccountFacts, clusterJobs } from './cluster-jobs';
import { inputAddresses } from './launch-variables';
import { all, isPlatformKey, target } from './tfgcp-references';

export function jobs(stack: SynthesizedStack, software: readonly SoftwareFacts[]): JobFacts[] {
  return [
    ...all(stack, 'google_workflows_workflow').filter(({ source_contents }) => (source_contents as string).includes('/customJobs')).map((workflow) => vertexJob(stack, workflow)),
    ...clusterJobs(software, accounts(stack)),
  ];
}

export function accounts(stack: SynthesizedStack): AccountFacts {
  return {
    // Of whoever is granted to; an account that is granted nothing is known by its own name.
    runsAs: (namespace, account) => `subject/ns/${namespace}/sa/${account}`,
    rights: (account) => rights(stack, (member) => member.endsWith(account)),
  };
}

/** The resource whose id is a part of an address. */
const within = (stack: SynthesizedStack, address: string) => target(stack, /\$\{[^}]+\}/.exec(address)?.[0] ?? '');

/** What a workflow makes of each run. */
function vertexJob(stack: SynthesizedStack, workflow: Attributes): JobFacts {
  const steps = stepsOf(workflow);
  const { run, left, again, job } = assigned(steps, 'prepare');
  if (run !== '${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}') throw new Error('a run is not called after its execution');
  const { jobSpec, encryptionSpec } = JSON.parse((job as string).replaceAll('@run@', '<run>')) as Attributes;
  const pools = jobSpec.workerPoolSpecs as Attributes[];
  const [{ machineSpec, containerSpec }] = pools as [Attributes];
  const count = pools.reduce((sum, { replicaCount }) => sum + Number(replicaCount), 0);
  const environment = Object.fromEntries((containerSpec.env as Attributes[]).map(({ name, value }): [string, string] => [name, value]));
  const addressOf = (place: string) => place.replace(/^\/gcs\//, 'gs://');
  const { ML_CHECKPOINT_DIR, ML_OUTPUT_DIR } = environment;
  const account = /google_service_account\.([\w-]+)\./.exec(jobSpec.serviceAccount)![1]!;
  const attachment = target(stack, jobSpec.pscInterfaceConfig?.networkAttachment);
  return {
    name: workflow.name,
    backend: 'managed',
    kind: 'Vertex AI',
    image: containerSpec.imageUri,
    command: [...containerSpec.command, ...containerSpec.args],
    nodes: { min: count, max: count },
    gpus: machineSpec.acceleratorCount ?? 0,
    machine: machineSpec.machineType,
    spot: jobSpec.scheduling.strategy === 'SPOT',
    reservationId: machineSpec.reservationAffinity?.values[0],
    environment,
    inputs: inputAddresses(environment, addressOf),
    checkpoints: ML_CHECKPOINT_DIR && addressOf(ML_CHECKPOINT_DIR),
    output: ML_OUTPUT_DIR && addressOf(ML_OUTPUT_DIR),
    maxRunSeconds: left,
    retries: jobSpec.scheduling.disableRetries ? again : undefined,
    schedules: all(stack, 'google_cloud_scheduler_job').filter(({ http_target: { uri } }) => within(stack, uri) === workflow).map(({ schedule }) => schedule as string),
    arrivals: all(stack, 'google_eventarc_trigger').filter(({ destination }) => target(stack, destination.workflow) === workflow).flatMap((trigger) => arrivals(trigger, steps)),
    runsAs: account,
    ...rights(stack, (member) => member.includes(`google_service_account.${account}.`)),
    encrypted: isPlatformKey(stack, encryptionSpec.kmsKeyName) && isPlatformKey(stack, workflow.crypto_key_name),
    private: attachment?.connection_preference === 'ACCEPT_MANUAL' && jobSpec.enableWebAccess === false
      && attachment.subnetworks.every((subnet: string) => within(stack, subnet)?.private_ip_google_access),
  };
}

/** Terraform doubles what begins an expression of its own; Workflows has the same signs. */
function stepsOf({ source_contents }: Attributes): Attributes[] {
  return (parse((source_contents as string).replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes).main.steps as Attributes[];
}

function assigned(steps: readonly Attributes[], name: string): Attributes {
  return Object.assign({}, ...steps.find((step) => step[name])![name].assign) as Attributes;
}

/** Eventarc tells of a whole bucket; the workflow looks how names begin. */
function arrivals({ matching_criteria }: Attributes, steps: readonly Attributes[]): JobFacts['arrivals'] {
  const store = (matching_criteria as Attributes[]).find(({ attribute }) => attribute === 'bucket')!.value as string;
  const splits = Object.entries(assigned(steps, 'which')).filter(([name]) => name.startsWith('rest_')).map(([, text]) => /text\.split\(object, "(.+)"\)/.exec(text as string)![1]!);
  return splits.map((prefix) => ({ store, prefix: prefix.slice(prefix.indexOf('/') + 1) }));
}

export function rights(stack: SynthesizedStack, isAccount: (member: string) => boolean): Pick<JobFacts, 'reads' | 'writes' | 'readsSecrets'> {
  const grants = (type: string) => all(stack, type).filter(({ member }) => isAccount(member as string));
  const onObjects = grants('google_storage_bucket_iam_member');
  // A condition on names that begin so; one on names as a whole opens what stands for folders, and no data.
  const prefixes = (role: string) => onObjects.filter((grant) => grant.role === role && !/== "/.test(grant.condition?.expression ?? '')).map(({ condition }) => {
    return condition ? /\/objects\/([^"]*)"\)/.exec(condition.expression)![1]! : '';
  });
  return {
    reads: prefixes('roles/storage.objectViewer'),
    writes: [...prefixes('roles/storage.objectUser'), ...prefixes('roles/storage.objectCreator')],
    readsSecrets: grants('google_secret_manager_secret_iam_member').map(({ project, secret_id }) => `projects/${project}/secrets/${secret_id}`),
  };
}
