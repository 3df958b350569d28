import { launchScript } from '../../core/jobs/launch-script';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { VERTEX_ACCELERATORS, VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';
import { BOOT_DISK_GIB, BOOT_DISKS, RESERVATION_KEY } from '../../facts/gcp/vertex-training';
import { writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { dataVariables, foldersOf, RUN_ID } from './job-data';
import { rendezvous } from './rendezvous';

/** What a run refers to. */
export interface CustomJobParts {
  readonly platform: IMlPlatform;
  readonly keyId: string;
  /** The e-mail of the account that it runs as. */
  readonly account: string;
  readonly networkAttachmentId: string;
  /** As Vertex AI calls the GPUs of a machine that is newer than this version. */
  readonly acceleratorType?: string;
}

/** A custom job of Vertex AI (v1): https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.customJobs#CustomJob */
export function customJobBody(plan: TrainingJobPlan<ServicePlace>, parts: CustomJobParts) {
  const { name, place, nodes, maxRunSeconds, retries } = plan;
  const { platform, keyId, account, networkAttachmentId } = parts;
  const pool = workerPool(plan, parts);
  return {
    displayName: `${name}-${RUN_ID}`,
    jobSpec: {
      // The first pool is one node, whatever comes behind it.
      workerPoolSpecs: [{ ...pool, replicaCount: '1' }, ...(nodes.max > 1 ? [{ ...pool, replicaCount: String(nodes.max - 1) }] : [])],
      scheduling: {
        strategy: place.capacity === 'spot' ? 'SPOT' : 'STANDARD',
        timeout: `${maxRunSeconds}s`,
        // A gang that lost a node starts as a whole. Where the user counts, the workflow does: https://docs.cloud.google.com/vertex-ai/docs/training/understanding-training-service
        ...(retries === undefined ? { restartJobOnWorkerRestart: nodes.max > 1 } : { restartJobOnWorkerRestart: false, disableRetries: true }),
      },
      serviceAccount: account,
      pscInterfaceConfig: { networkAttachment: networkAttachmentId },
      enableWebAccess: false,
    },
    encryptionSpec: { kmsKeyName: keyId },
    labels: { ...platform.tags, job: name },
  };
}

function workerPool(plan: TrainingJobPlan<ServicePlace>, { acceleratorType }: CustomJobParts) {
  const { place: { machine, reservationId }, image, launcher, nodes, gpus, command, diskGib } = plan;
  const { acceleratorType: known, bootDisk = 'pd-balanced' } = VERTEX_MACHINES[machine.name] ?? {};
  const place = rendezvous(nodes.max);
  const usualDisk = machine.gpus > 0 ? BOOT_DISK_GIB.withGpus : BOOT_DISK_GIB.withoutGpus;
  const script = launchScript(launcher, { ...place, before: [...foldersOf(plan), ...place.before ?? []] }, gpus);
  return {
    machineSpec: {
      machineType: machine.name,
      ...(machine.gpus > 0 ? { acceleratorType: acceleratorType ?? VERTEX_ACCELERATORS[known!], acceleratorCount: machine.gpus } : {}),
      ...(reservationId === undefined ? {} : { reservationAffinity: reservationAffinity(reservationId) }),
    },
    diskSpec: { bootDiskType: BOOT_DISKS[bootDisk], bootDiskSizeGb: diskGib ?? usualDisk },
    containerSpec: { imageUri: image.uri, command: ['/bin/sh', '-ec', script, 'sh'], args: command.map(writtenText), env: variablesOf(plan) },
  };
}

function reservationAffinity(reservationId: string) {
  return { reservationAffinityType: 'SPECIFIC_RESERVATION', key: RESERVATION_KEY, values: [reservationId] };
}

function variablesOf(plan: TrainingJobPlan): Array<{ readonly name: string; readonly value: string }> {
  const secrets = plan.secrets.map(({ variable, secret }) => [`${variable}_SECRET_ID`, secret.secretId]);
  const written = Object.fromEntries(Object.entries(plan.environment).map(([name, value]) => [name, writtenText(unread(value))]));
  const all = { ML_RUN_ID: RUN_ID, ...dataVariables(plan), ...written, ...Object.fromEntries(secrets) as Record<string, string> };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}

/** Vertex AI puts other variables in place of `$(NAME)`, unless two dollar signs stand there: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/EnvVar */
function unread(value: string): string {
  return value.replaceAll('$(', '$$$$(');
}
