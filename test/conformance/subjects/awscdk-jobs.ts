import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { JobFacts, SoftwareFacts } from '../facts';
import { AwsReferences, awsRights, BatchMachines, batchRun, sageMakerRun } from './aws-runs';
import { AccountFacts, clusterJobs } from './cluster-jobs';

export function jobs(app: SynthesizedApp, software: readonly SoftwareFacts[]): JobFacts[] {
  return [
    ...app.of('AWS::StepFunctions::StateMachine').filter(({ properties }) => text(properties.DefinitionString).includes(':createTrainingJob')).map((machine) => ({
      name: machine.properties.StateMachineName as string,
      ...sageMakerRun(JSON.parse(text(machine.properties.DefinitionString)), references(app, machine)),
      ...starters(app, machine, machine.properties.StateMachineName),
    })),
    ...app.of('AWS::Batch::JobDefinition').map((definition) => ({
      name: definition.properties.JobDefinitionName as string,
      ...batchRun(plain(definition.properties), machinesOf(app, definition), references(app, definition)),
      ...starters(app, definition, definition.properties.JobDefinitionName),
    })),
    ...clusterJobs(software, accounts(app)),
  ];
}

/** Pods are the role that EKS Pod Identity gives their account. */
export function accounts(app: SynthesizedApp): AccountFacts {
  const associations = app.of('AWS::EKS::PodIdentityAssociation');
  return {
    runsAs: (namespace, account) => {
      const found = associations.find(({ properties }) => properties.Namespace === namespace && properties.ServiceAccount === account);
      return text(found?.properties.RoleArn);
    },
    rights: (role) => awsRights(statementsOf(app, role)),
  };
}

export function references(app: SynthesizedApp, by: TemplateResource): AwsReferences {
  const named = (reference: string) => app.resources.find(({ stack, id }) => stack === by.stack && reference.startsWith(`\${${id}`) && /^[.}]/.test(reference.slice(id.length + 2)));
  return {
    isKey: (reference) => reference !== undefined && named(reference)?.type === 'AWS::KMS::Key',
    isPrivateSubnet: (reference) => named(reference)?.properties.MapPublicIpOnLaunch === false,
    statements: (role) => statementsOf(app, role),
  };
}

function statementsOf(app: SynthesizedApp, role: string): Json[] {
  const id = /^\$\{(\w+)/.exec(role)?.[1];
  return app.of('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').filter(({ properties }) => list<Json>(properties.Roles).some(({ Ref }) => Ref === id))
    .flatMap(({ properties }) => list<Json>(properties.PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Allow'))
    .map((statement) => ({ ...statement, Resource: list(statement.Resource).map(text) }));
}

/** A job has machines of its own, which carry its name. */
function machinesOf(app: SynthesizedApp, definition: TemplateResource): BatchMachines {
  const environment = app.of('AWS::Batch::ComputeEnvironment').find(({ properties }) => properties.ComputeResources.Tags.Name === definition.properties.JobDefinitionName)!;
  const { ComputeResources: resources } = environment.properties;
  const { LaunchTemplateData: template } = app.named(environment, resources.LaunchTemplate.LaunchTemplateId)!.properties;
  const [{ Ebs: disk }] = template.BlockDeviceMappings;
  return {
    machine: resources.InstanceTypes[0],
    spot: resources.Type === 'SPOT',
    reservationId: template.CapacityReservationSpecification?.CapacityReservationTarget.CapacityReservationId,
    subnets: resources.Subnets.map(text),
    disk: { encrypted: disk.Encrypted, key: text(disk.KmsKeyId) },
  };
}

/** Schedules and rules whose target is the state machine, or which submit the definition. */
function starters(app: SynthesizedApp, started: TemplateResource, name: string): Pick<JobFacts, 'schedules' | 'arrivals'> {
  const starts = (by: TemplateResource, target: Json) => app.named(by, target.Arn) === started || target.BatchParameters?.JobName === name
    || (target.Input !== undefined && text(target.Input).includes(`"JobName":"${name}"`));
  return {
    schedules: app.of('AWS::Scheduler::Schedule').filter((schedule) => starts(schedule, schedule.properties.Target)).map(({ properties }) => properties.ScheduleExpression as string),
    arrivals: app.of('AWS::Events::Rule').filter((rule) => list<Json>(rule.properties.Targets).some((target) => starts(rule, target))).map(({ properties: { EventPattern: { detail } } }) => ({
      store: text(detail.bucket.name[0]), prefix: detail.object.key[0].prefix,
    })),
  };
}

/** As the API of AWS Batch writes it: names of properties in small letters, and references as text. */
function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.keys(value).length === 1 && /^(?:Ref|Fn::)/.test(Object.keys(value)[0]!)) return text(value);
  return Object.fromEntries(Object.entries<Json>(value).map(([name, inner]) => [name.charAt(0).toLowerCase() + name.slice(1), plain(inner)]));
}
