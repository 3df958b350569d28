import { hasOwnDisks, trainingMachines } from '../../../src/facts/aws/sagemaker-machines';
import { Json, list } from '../../support/cloudformation';
import { JobFacts } from '../facts';
import { inputAddresses, launchVariables } from './launch-variables';

/** What is found out of references, as each of the two engines writes them. */
export interface AwsReferences {
  isKey(reference: string | undefined): boolean;
  isPrivateSubnet(reference: string): boolean;
  /** The allowed statements of a role. */
  statements(role: string): Json[];
}

type Run = Omit<JobFacts, 'name' | 'schedules' | 'arrivals'>;

/** What the state machine of a job makes of each run. */
export function sageMakerRun({ States: { Identify, Create, Again } }: Json, references: AwsReferences): Run {
  const { Parameters: request } = Create;
  const { roots } = Identify.Parameters;
  // A further try for want of machines is the same run.
  if (Again.ResultPath !== '$.try') throw new Error('a try changes the run');
  const under = (root: string) => `${root}<run>/`;
  const paths: Record<string, string> = { '$.run.id': '<run>', '$.run.output': under(roots.output), '$.run.checkpoints': under(roots.checkpoints) };
  const resolved = (of: Json) => Object.fromEntries(Object.entries<string>(of ?? {}).map(([name, value]) => {
    return name.endsWith('.$') ? [name.slice(0, -2), paths[value]!] : [name, value];
  }));
  const environment = resolved(request.Environment);
  const channels = list<Json>(request.InputDataConfig);
  const folders = Object.fromEntries(channels.map(({ ChannelName, DataSource }) => [ChannelName, DataSource.S3DataSource.S3Uri as string]));
  const { ResourceConfig: machines, VpcConfig: network, OutputDataConfig: output } = request;
  const { ML_CHECKPOINT_DIR, ML_OUTPUT_DIR } = environment;
  return {
    backend: 'managed',
    kind: 'SageMaker',
    image: request.AlgorithmSpecification.TrainingImage,
    command: [...request.AlgorithmSpecification.ContainerEntrypoint, ...request.AlgorithmSpecification.ContainerArguments],
    nodes: { min: machines.InstanceCount, max: machines.InstanceCount },
    gpus: trainingMachines()[machines.InstanceType]!.gpus,
    machine: machines.InstanceType,
    spot: request.EnableManagedSpotTraining,
    reservationId: machines.TrainingPlanArn,
    keepWarmSeconds: machines.KeepAlivePeriodInSeconds,
    environment,
    inputs: inputAddresses(environment, (place, name) => folders[name] ?? place),
    checkpoints: ML_CHECKPOINT_DIR && (resolved(request.CheckpointConfig).S3Uri ?? ML_CHECKPOINT_DIR),
    output: ML_OUTPUT_DIR && resolved(output).S3OutputPath,
    maxRunSeconds: request.StoppingCondition.MaxRuntimeInSeconds,
    retries: request.RetryStrategy?.MaximumRetryAttempts ?? 0,
    runsAs: request.RoleArn,
    ...awsRights(references.statements(request.RoleArn)),
    // What machines bring of disks is encrypted by them.
    encrypted: references.isKey(output.KmsKeyId) && (hasOwnDisks(machines.InstanceType) || references.isKey(machines.VolumeKmsKeyId)),
    private: network.Subnets.length > 0 && network.Subnets.every((subnet: string) => references.isPrivateSubnet(subnet)),
  };
}

/** The machines of a job of AWS Batch. */
export interface BatchMachines {
  readonly machine: string;
  readonly spot: boolean;
  readonly reservationId?: string;
  readonly subnets: string[];
  /** The disk of its launch template. */
  readonly disk: { readonly encrypted: boolean; readonly key?: string };
}

/** What a definition of AWS Batch, in the words of its API, makes of each run. */
export function batchRun(definition: Json, { machine, spot, reservationId, subnets, disk }: BatchMachines, references: AwsReferences): Run {
  const { nodeProperties, timeout, retryStrategy } = definition;
  const container = nodeProperties?.nodeRangeProperties[0].container ?? definition.containerProperties;
  const count = nodeProperties?.numNodes ?? 1;
  const given = Object.fromEntries(list<Json>(container.environment).map(({ name, value }): [string, string] => [name, value]));
  const environment = launchVariables(container.command.join('\n'), given);
  return {
    backend: 'batch',
    kind: 'AWS Batch',
    image: container.image,
    command: container.command,
    nodes: { min: count, max: count },
    gpus: Number(container.resourceRequirements.find(({ type }: Json) => type === 'GPU')?.value ?? 0),
    machine,
    spot,
    reservationId,
    environment,
    inputs: inputAddresses(environment),
    checkpoints: environment.ML_CHECKPOINT_DIR,
    output: environment.ML_OUTPUT_DIR,
    maxRunSeconds: timeout.attemptDurationSeconds,
    retries: retryStrategy.attempts - 1,
    runsAs: container.jobRoleArn,
    ...awsRights(references.statements(container.jobRoleArn)),
    encrypted: disk.encrypted && references.isKey(disk.key),
    private: subnets.length > 0 && subnets.every((subnet) => references.isPrivateSubnet(subnet)),
  };
}

/** The beginnings of keys in statements on objects, and the secrets; a right on a whole bucket is one on ''. */
export function awsRights(statements: readonly Json[]): Pick<JobFacts, 'reads' | 'writes' | 'readsSecrets'> {
  const allows = ({ Action }: Json, action: string) => list<string>(Action).includes(action);
  const on = (action: string, but = '') => {
    return statements.filter((statement) => allows(statement, action) && !allows(statement, but)).flatMap(({ Resource }) => list<string>(Resource));
  };
  const prefixes = (resources: string[]) => resources.map((resource) => resource.slice(resource.indexOf('/', resource.lastIndexOf('}')) + 1).replace(/\*$/, ''));
  return { reads: prefixes(on('s3:GetObject', 's3:PutObject')), writes: prefixes(on('s3:PutObject')), readsSecrets: on('secretsmanager:GetSecretValue') };
}
