import { Accelerator, Capacity, Duration, JobSecret, JobTrigger, Machine, Scaling, Schedule, Size, TrainingBackend, TrainingFramework } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { EXISTING_NETWORK } from '../platforms';
import { GPUS, jobStage, Wish } from './jobs';

const H200 = { accelerator: Accelerator.h200(8) };
const messageOf = (wish: Wish, platformProps = {}) => {
  try {
    jobStage(wish, GPUS, platformProps);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

const REFUSED: ReadonlyArray<readonly [string, string, Wish]> = [
  ['MPI, whose nodes enter each other', 'job/framework', () => ({ framework: TrainingFramework.mpi() })],
  ['more than a week', 'job/run-time', () => ({ maxRunTime: Duration.days(8) })],
  ['machines that stay', 'job/keep-warm', () => ({ backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) })],
  ['AWS Batch', 'job/batch-service', () => ({ backend: TrainingBackend.batch() })],
  ['an elastic number of nodes', 'job/elastic', () => ({ nodes: Scaling.elastic(1, 4) })],
  ['H200s on demand', 'training/on-demand', () => H200],
  ['a part of a machine with H100s on demand', 'training/spot-only', () => ({ accelerator: Accelerator.h100(1) })],
  ['a reservation without its zone', 'training/reservation-id', () => ({ ...H200, capacity: Capacity.reservation('h200') })],
  ['a reservation of another region', 'training/reservation-zone', () => ({ ...H200, capacity: Capacity.reservation('projects/acme-ml/zones/us-central1-b/reservations/h200') })],
  ['GPUs of which nothing is known', 'training/accelerator-type', () => ({ accelerator: undefined, machine: Machine.custom('a9-megagpu-8g', { cpus: 8, memory: Size.gibibytes(64), gpus: 8 }) })],
  ['a machine that Vertex AI lacks', 'training/machine-size', () => ({ accelerator: undefined, machine: Machine.general(96) })],
  ['a GPU that the region lacks', 'training/accelerator-region', () => ({ ...H200, capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'] })],
  ['a secret of another cloud', 'job/secret', () => ({ secrets: { TOKEN: JobSecret.fromCloud('arn:aws:secretsmanager:eu-central-1:123456789012:secret:x') } })],
  ['a distance that a crontab lacks', 'job/schedule', () => ({ triggers: [JobTrigger.schedule(Schedule.every(Duration.minutes(45)))] })],
  ['an address to post to', 'job/webhook', () => ({ triggers: [JobTrigger.webhook(JobSecret.fromKubernetes('hook', 'token'))] })],
  ['a prefix with a quote', 'storage/prefix', (ml) => ({ triggers: [JobTrigger.artifact(ml.artifacts.path('a"b'))] })],
];

test.each(REFUSED)('%s is refused with %s', (_, code, wish) => {
  const region = code === 'training/accelerator-region' ? { location: 'europe-west3' } : {};
  expect(codesOf(() => jobStage(wish, GPUS, region))).toEqual([code]);
});

test('a subnet of another project is refused with what to do', () => {
  const message = messageOf(() => ({}), { existingNetwork: EXISTING_NETWORK });
  expect(message).toContain('[job/shared-network]');
  expect(message).toContain("the project 'acme-net'");
  expect(message).toContain("'networkAttachmentId'");
});

test('a name that is too long is refused, and not cut', () => {
  const { platform } = jobStage();
  expect(codesOf(() => platform.addTrainingJob('RetrainTheRecommendationModelOfTheWholeEuropeanStorefront', GPUS))).toEqual(['core/name-length']);
});

test('all that is wrong is said at once, and nothing is made', () => {
  const { platform, synth } = jobStage();
  const before = Object.keys(synth().json.resource ?? {}).length;
  const codes = codesOf(() => platform.addTrainingJob('Bad', { ...GPUS, ...H200, framework: TrainingFramework.mpi(), maxRunTime: Duration.days(9), command: [] }));
  expect(codes.sort()).toEqual(['job/command', 'job/framework', 'job/run-time', 'training/on-demand']);
  expect(platform.node.tryFindChild('Bad')).toBeUndefined();
  expect(Object.keys(synth().json.resource ?? {})).toHaveLength(before);
});

test('what is refused for machines that stay names what comes nearest', () => {
  expect(messageOf(() => ({ backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) }))).toContain('Scaling.elastic(1');
});
