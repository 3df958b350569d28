import { folder, SageMakerJob, SageMakerJobPlace } from './sagemaker-job';
import { entrypointOf } from './sagemaker-launch';
import { hasOwnDisks } from './sagemaker-machines';
import { SAGEMAKER_FOLDERS } from './sagemaker-service';

/** How often a run starts again after an error inside SageMaker, unless the user says it. */
const RETRIES = 3;

/** The disk of each node, where the machine brings none. */
const DISK_GIB = { gpu: 200, cpu: 100 } as const;

/** How long a run may wait for spot machines, beside the time that it runs. */
const SPOT_WAIT_SECONDS = 24 * 3600;

/** How long a run may take with all its waiting for spot machines; absent elsewhere. */
export function longestWait({ maxRunSeconds, place }: SageMakerJob): number | undefined {
  return place.capacity === 'spot' ? maxRunSeconds + SPOT_WAIT_SECONDS : undefined;
}

/**
 * The request that starts a run, with what differs between runs as paths into the state of a state machine: `$.run` and `$.try` of `sagemaker-definition.ts`.
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
 *
 * `EnableNetworkIsolation` stays off: a job that is isolated reaches no bucket, no secret and no tracking server, and the private network isolates it already.
 * The profiler is off, since it writes into the output.
 */
export function trainingRequest(job: SageMakerJob, place: SageMakerJobPlace): Record<string, unknown> {
  const { image, command, nodes, checkpoints, place: { capacity }, retries = RETRIES } = job;
  return {
    'TrainingJobName.$': '$.try.name',
    'RoleArn': place.roleArn,
    'AlgorithmSpecification': {
      TrainingImage: image.uri,
      // What holds for a channel that says nothing else; each says it.
      TrainingInputMode: 'File',
      ContainerEntrypoint: entrypointOf(place.script),
      ContainerArguments: [...command],
    },
    ...channels(job),
    // As files, not as one archive, so that an output is the same wherever a job runs.
    'OutputDataConfig': { 'S3OutputPath.$': '$.run.output', 'KmsKeyId': place.keyArn, 'CompressionType': 'NONE' },
    ...(checkpoints?.kind === 'files' && { CheckpointConfig: { 'S3Uri.$': '$.run.checkpoints', 'LocalPath': SAGEMAKER_FOLDERS.checkpoints } }),
    'ResourceConfig': resources(job, place),
    'VpcConfig': { Subnets: [...place.subnetIds], SecurityGroupIds: [place.securityGroupId] },
    'StoppingCondition': { MaxRuntimeInSeconds: job.maxRunSeconds, ...(capacity === 'spot' && { MaxWaitTimeInSeconds: longestWait(job) }) },
    ...(retries > 0 && { RetryStrategy: { MaximumRetryAttempts: retries } }),
    'EnableManagedSpotTraining': capacity === 'spot',
    'EnableInterContainerTrafficEncryption': nodes.max > 1,
    'ProfilerConfig': { DisableProfiler: true },
    'Environment': containerEnvironment(job),
    'Tags': Object.entries(place.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** The variables of the container; those that differ between runs end in `.$` and are paths. */
export function containerEnvironment({ environment, secrets, inputs, checkpoints, output }: SageMakerJob): Record<string, string> {
  return {
    ...environment,
    ...Object.fromEntries(secrets.map(({ variable, secret }) => [`${variable}_SECRET_ID`, secret.secretId])),
    ...Object.fromEntries(inputs.map(({ kind, uri, name, variable }) => [variable, kind === 'files' ? `${SAGEMAKER_FOLDERS.input}/${name}` : uri!])),
    'ML_RUN_ID.$': '$.run.id',
    ...(checkpoints && (checkpoints.kind === 'files' ? { ML_CHECKPOINT_DIR: SAGEMAKER_FOLDERS.checkpoints } : { 'ML_CHECKPOINT_DIR.$': '$.run.checkpoints' })),
    ...(output && (output.kind === 'files' ? { ML_OUTPUT_DIR: SAGEMAKER_FOLDERS.output } : { 'ML_OUTPUT_DIR.$': '$.run.output' })),
  };
}

function channels({ inputs }: SageMakerJob): Record<string, unknown> {
  const files = inputs.filter(({ kind }) => kind === 'files');
  if (files.length === 0) return {};
  return {
    InputDataConfig: files.map(({ name, uri }) => ({
      ChannelName: name,
      InputMode: 'FastFile',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: folder(uri!), S3DataDistributionType: 'FullyReplicated' } },
    })),
  };
}

function resources({ nodes, diskGib, place }: SageMakerJob, { keyArn }: SageMakerJobPlace): Record<string, unknown> {
  const { machine, reservationId, keepWarmSeconds } = place;
  const disk = diskGib ?? (machine.gpus > 0 ? DISK_GIB.gpu : DISK_GIB.cpu);
  return {
    InstanceType: machine.name,
    InstanceCount: nodes.max,
    ...(!hasOwnDisks(machine.name) && { VolumeSizeInGB: disk, VolumeKmsKeyId: keyArn }),
    ...(keepWarmSeconds && { KeepAlivePeriodInSeconds: keepWarmSeconds }),
    ...(reservationId !== undefined && { TrainingPlanArn: reservationId }),
  };
}
