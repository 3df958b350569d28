import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { checkGrants, runsInCluster, TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { isUnresolved, Problems, requireGrantPrefix } from '../../core/private';
import { VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';
import { regionOf } from '../training/machine-offer';
import { parseReservation } from '../training/reservation';
import { parseSecret } from './secret-name';
import { TrainingJobProps } from './training-job-props';

/** What only Google Cloud demands of a job. */
export function checkJob(plan: TrainingJobPlan, props: TrainingJobProps, problems: Problems): void {
  checkSecrets(plan, problems);
  checkGrants(plan, requireGrantPrefix, problems);
  if (runsInCluster(plan)) return checkMounts(plan, problems);
  const place = plan.place as ServicePlace;
  checkCapacity(place, problems);
  checkAcceleratorType(place, props, problems);
  checkReservation(place, props, problems);
  checkNetwork(props, problems);
  plan.triggers.artifacts.forEach(({ key }) => problems.collect(() => requireGrantPrefix(key)));
}

/** The driver of a cluster takes its options as one text, with commas between them. */
function checkMounts({ inputs, checkpoints, output }: TrainingJobPlan, problems: Problems): void {
  const keys = [...inputs, checkpoints, output].flatMap((mount) => (mount?.kind === 'files' ? mount.path!.key : []));
  keys.filter((key) => key.includes(',')).forEach((key) => {
    problems.add('storage/prefix', `'${key}' cannot be mounted on GKE, since its comma would be read as part of the options: choose another key, or DataMount.stream(…)`);
  });
}

function checkSecrets({ secrets }: TrainingJobPlan, problems: Problems): void {
  secrets.filter(({ secret }) => secret.kind === 'cloud' && !isUnresolved(secret.secretId) && !parseSecret(secret.secretId)).forEach(({ variable, secret }) => {
    problems.add('job/secret', `'${variable}' is to be the secret '${secret.secretId}', which is no name in Secret Manager: give 'projects/…/secrets/…'`);
  });
}

function checkCapacity({ machine, capacity }: ServicePlace, problems: Problems): void {
  const facts = VERTEX_MACHINES[machine.name];
  if (facts?.spotOnly && capacity !== 'spot') {
    problems.add('training/spot-only', `the job is to run on '${machine.name}', which is sold as a Spot VM only, but its capacity is '${capacity}': take Capacity.spot(), or all 8 GPUs of the machine`);
  }
  if (facts?.reservedOrSpot && capacity === 'on-demand') {
    problems.add('training/on-demand', `the job is to run on '${machine.name}', which Google sells nobody on demand: take Capacity.reservation(…) or Capacity.spot()`);
  }
}

/** A machine without GPUs that is newer than this version is believed. */
function checkAcceleratorType({ machine }: ServicePlace, { acceleratorType }: TrainingJobProps, problems: Problems): void {
  if (machine.gpus === 0 || acceleratorType !== undefined || VERTEX_MACHINES[machine.name]) return;
  problems.add('training/accelerator-type', `the job is to run on '${machine.name}', whose GPUs this version does not know, but Vertex AI wants their type: set 'acceleratorType' to 'NVIDIA_…'`);
}

function checkReservation({ reservationId }: ServicePlace, { platform }: TrainingJobProps, problems: Problems): void {
  if (reservationId === undefined || isUnresolved(reservationId)) return;
  const { project, zone } = parseReservation(reservationId) ?? {};
  if (!project || !zone) {
    problems.add('training/reservation-id', `'${reservationId}' does not name a reservation wholly, but the job is to run on it: Vertex AI wants 'projects/…/zones/…/reservations/…'`);
  } else if (regionOf(zone) !== platform.location) {
    problems.add('training/reservation-zone', `the reservation of the job lies in '${zone}', but the platform in '${platform.location}': reserve in its region`);
  }
}

/** What connects a run with the network stands in the project of the subnet, where nothing of ours does. */
function checkNetwork({ platform, networkAttachmentId }: TrainingJobProps, problems: Problems): void {
  const [subnet] = platform.network.privateSubnetIds;
  const owner = /^projects\/([^/]+)\//.exec(subnet!)?.[1];
  if (networkAttachmentId !== undefined || isUnresolved(subnet) || owner === undefined || owner === platform.project) return;
  problems.add(
    'job/shared-network',
    `the job is to run in '${subnet!}', which belongs to the project '${owner}', where a network attachment has to be: let one be made there, and give it as 'networkAttachmentId' of tfgcp.TrainingJob`,
  );
}
