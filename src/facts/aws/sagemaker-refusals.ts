import { ecrRepository } from './job-images';
import { JobRefusal } from './job-refusal';
import { folder, SageMakerJob } from './sagemaker-job';
import { entrypointOf } from './sagemaker-launch';
import { hasOwnDisks } from './sagemaker-machines';
import { containerEnvironment } from './sagemaker-request';
import { LONGEST_WARM_SECONDS } from './sagemaker-service';

export interface SageMakerCheck {
  readonly script: string;
  /** What starts a run when it arrives, and where SageMaker leaves what it has to leave. */
  readonly triggerUris: readonly string[];
  readonly ownUri: string;
  /** Whether a text that the user writes, whose signs are nobody's, is known only at deployment. */
  isUnknown(text: string): boolean;
  /** Whether an address is, also as an expression of Terraform that is no token: `${var.image}`. */
  isReference(address: string): boolean;
}

/** Lengths and numbers of https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html, as botocore 1.44.5 has them. */
const LIMITS = { argument: 256, arguments: 100, variable: 512, variables: 100, channels: 20, image: 255 } as const;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html#sagemaker-Type-ResourceConfig-TrainingPlanArn */
const TRAINING_PLAN = /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:\d{12}:training-plan\//;

/** What only SageMaker refuses of a job. */
export function sagemakerRefusals(job: SageMakerJob, check: SageMakerCheck): JobRefusal[] {
  return [
    ...command(job, check),
    ...environment(job, check),
    ...machines(job, check),
    ...image(job, check),
    ...(job.inputs.filter(({ kind }) => kind === 'files').length > LIMITS.channels
      ? [{ code: 'job/inputs', message: `${job.inputs.length} inputs are to be folders, but SageMaker mounts at most ${LIMITS.channels}: give some as DataMount.stream(…), or put their data under one prefix` }]
      : []),
    ...(job.output ? [] : check.triggerUris.filter((uri) => overlap(uri, folder(check.ownUri))).map((uri) => ({
      code: 'job/trigger-loop',
      message: `objects under '${uri}' start the job, but without an 'output' SageMaker leaves what it has to leave under '${check.ownUri}', so that each run would start another: give an 'output', or another prefix`,
    }))),
  ];
}

function command({ command: parts }: SageMakerJob, { script, isUnknown }: SageMakerCheck): JobRefusal[] {
  // The length of what is known only at deployment is not known, but no value that is put in takes a line break away.
  const tooLong = parts.filter((part) => part.includes('\n') || (!isUnknown(part) && part.length > LIMITS.argument));
  const entries = entrypointOf(script).length;
  return [
    ...tooLong.map((part) => ({
      code: 'job/command',
      message: `the part '${part.slice(0, 40)}…' of the command has ${part.length} characters or a line break, but SageMaker takes ${LIMITS.argument} on one line: put it into a script of the image, or into a variable of the environment`,
    })),
    ...(parts.length > LIMITS.arguments || entries > LIMITS.arguments
      ? [{ code: 'job/command', message: `the command has ${parts.length} parts, but SageMaker takes ${LIMITS.arguments}: put it into a script of the image` }]
      : []),
  ];
}

function environment(job: SageMakerJob, { isUnknown }: SageMakerCheck): JobRefusal[] {
  // A claim of Kubernetes, which core refuses here, has no address.
  const all = Object.entries(containerEnvironment(job)).filter(([, value]: [string, string | undefined]) => value !== undefined);
  return [
    ...all.filter(([, value]) => !isUnknown(value) && value.length > LIMITS.variable).map(([name, value]) => ({
      code: 'job/environment',
      message: `the variable '${name}' has ${value.length} characters, but SageMaker takes ${LIMITS.variable}: put the value into an object among the inputs`,
    })),
    ...(all.length > LIMITS.variables
      ? [{ code: 'job/environment', message: `the job has ${all.length} variables with the library's own, but SageMaker takes ${LIMITS.variables}: put some into an object among the inputs` }]
      : []),
  ];
}

function machines({ diskGib, place }: SageMakerJob, { isReference }: SageMakerCheck): JobRefusal[] {
  const { machine, capacity, reservationId, keepWarmSeconds } = place;
  const refusals: JobRefusal[] = [];
  if (diskGib !== undefined && hasOwnDisks(machine.name)) {
    refusals.push({ code: 'job/disk', message: `each node is to have a disk of ${diskGib} GiB, but ${machine.name} brings disks of its own, and SageMaker adds none: leave 'diskSize' out` });
  }
  if (keepWarmSeconds !== undefined && capacity === 'spot') {
    refusals.push({ code: 'job/keep-warm-spot', message: "spot machines are to stay after a run, but SageMaker gives them back at once: leave 'keepWarm' out, or take Capacity.onDemand()" });
  }
  if (keepWarmSeconds !== undefined && keepWarmSeconds > LONGEST_WARM_SECONDS) {
    refusals.push({
      code: 'job/keep-warm-time', message: `machines are to stay ${keepWarmSeconds} seconds after a run, but SageMaker keeps them ${LONGEST_WARM_SECONDS} at most: give six hours or less`,
    });
  }
  if (reservationId !== undefined && !isReference(reservationId) && !TRAINING_PLAN.test(reservationId)) {
    refusals.push({
      code: 'job/reservation',
      message: `'${reservationId}' is no training plan, and SageMaker uses no other reservation: give the ARN of one, 'arn:aws:sagemaker:…:training-plan/…', or take TrainingBackend.cluster(…) for reservations of EC2`,
    });
  }
  return refusals;
}

function image({ image: { uri } }: SageMakerJob, { isReference }: SageMakerCheck): JobRefusal[] {
  if (isReference(uri)) return [];
  if (!ecrRepository(uri)) {
    return [{ code: 'job/image', message: `'${uri}' lies in no registry of ECR, and SageMaker pulls from no other: copy it into the platform's registry and give Runtime.image(ml.registry.imageUri(…))` }];
  }
  return uri.length > LIMITS.image ? [{ code: 'job/image', message: `'${uri}' has ${uri.length} characters, but SageMaker takes ${LIMITS.image}: choose a shorter tag` }] : [];
}

function overlap(some: string, other: string): boolean {
  return some.startsWith(other) || other.startsWith(some);
}
