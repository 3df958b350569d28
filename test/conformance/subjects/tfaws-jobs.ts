import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { JobFacts, SoftwareFacts } from '../facts';
import { AwsReferences, awsRights, BatchMachines, batchRun, sageMakerRun } from './aws-runs';
import { AccountFacts, clusterJobs } from './cluster-jobs';
import { all, isKey, target } from './tfaws-references';

export function jobs(stack: SynthesizedStack, software: readonly SoftwareFacts[]): JobFacts[] {
  return [
    ...all(stack, 'aws_sfn_state_machine').filter(({ definition }) => (definition as string).includes(':createTrainingJob')).map((machine) => ({
      name: machine.name as string,
      ...sageMakerRun(parsed(machine.definition), references(stack)),
      ...starters(stack, machine, machine.name),
    })),
    ...all(stack, 'aws_batch_job_definition').map((definition) => ({
      name: definition.name as string,
      ...batchRun(inWordsOfApi(definition), machinesOf(stack, definition), references(stack)),
      ...starters(stack, definition, definition.name),
    })),
    ...clusterJobs(software, accounts(stack)),
  ];
}

/** Pods are the role that EKS Pod Identity gives their account. */
export function accounts(stack: SynthesizedStack): AccountFacts {
  const associations = all(stack, 'aws_eks_pod_identity_association');
  return {
    runsAs: (namespace, account) => associations.find((found) => found.namespace === namespace && found.service_account === account)?.role_arn,
    rights: (role) => awsRights(statementsOf(stack, role)),
  };
}

export function references(stack: SynthesizedStack): AwsReferences {
  return {
    isKey: (reference) => isKey(stack, reference),
    isPrivateSubnet: (reference) => target(stack, reference)?.map_public_ip_on_launch === false,
    statements: (role) => statementsOf(stack, role),
  };
}

/** Terraform doubles what begins an expression of its own. */
function parsed(text: string): Attributes {
  return JSON.parse(text.replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes;
}

function statementsOf(stack: SynthesizedStack, role: string): Attributes[] {
  const [, name] = /aws_iam_role\.([\w-]+)\./.exec(role) ?? [];
  return all(stack, 'aws_iam_role_policy').filter((policy) => (policy.role as string).includes(`aws_iam_role.${name}.`))
    .flatMap(({ policy }) => parseJsonText(policy).Statement as Attributes[]).filter(({ Effect }) => Effect === 'Allow');
}

function inWordsOfApi(definition: Attributes): Attributes {
  return {
    nodeProperties: definition.node_properties && parsed(definition.node_properties),
    containerProperties: definition.container_properties && parsed(definition.container_properties),
    timeout: { attemptDurationSeconds: definition.timeout.attempt_duration_seconds },
    retryStrategy: definition.retry_strategy,
  };
}

/** A job has machines of its own, which carry its name. */
function machinesOf(stack: SynthesizedStack, { name }: Attributes): BatchMachines {
  const { compute_resources: resources } = all(stack, 'aws_batch_compute_environment').find((found) => found.compute_resources.tags.Name === name)!;
  const template = target(stack, resources.launch_template.launch_template_id)!;
  const [{ ebs }] = template.block_device_mappings as Attributes[];
  return {
    machine: resources.instance_type[0],
    spot: resources.type === 'SPOT',
    reservationId: template.capacity_reservation_specification?.capacity_reservation_target.capacity_reservation_id,
    subnets: resources.subnets,
    disk: { encrypted: ebs!.encrypted === 'true', key: ebs!.kms_key_id },
  };
}

/** Schedules and rules whose target is the state machine, or which submit the definition. */
function starters(stack: SynthesizedStack, started: Attributes, name: string): Pick<JobFacts, 'schedules' | 'arrivals'> {
  const starts = ({ arn, input, batch_target: batch }: Attributes) => target(stack, arn) === started || batch?.job_name === name
    || (input as string | undefined)?.includes(`"JobName":"${name}"`) === true;
  const rules = all(stack, 'aws_cloudwatch_event_target').filter(starts).map(({ rule }) => target(stack, rule)!);
  const details = rules.map(({ event_pattern }) => JSON.parse(event_pattern).detail as Attributes);
  return {
    schedules: all(stack, 'aws_scheduler_schedule').filter((schedule) => starts(schedule.target)).map(({ schedule_expression }) => schedule_expression as string),
    arrivals: details.map(({ bucket, object }) => ({ store: bucket.name[0], prefix: object.key[0].prefix })),
  };
}
