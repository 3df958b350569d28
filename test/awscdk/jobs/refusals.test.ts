import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ArtifactStore, MlPlatform } from '../../../src/awscdk';
import {
  Accelerator, Capacity, DataMount, Duration, Egress, JobSecret, JobTrigger, Runtime, Scaling, Schedule, Size, TrainingBackend, TrainingFramework,
  TrainingJobProps,
} from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { made, SECRET } from './jobs';

const CASES: ReadonlyArray<readonly [string, (ml: MlPlatform) => Partial<TrainingJobProps>, string[]]> = [
  ['days of the month and of the week', () => ({ triggers: [JobTrigger.schedule(Schedule.cron({ dayOfMonth: '1', dayOfWeek: '1' }))] }), ['job/schedule']],
  ['a store that was not made here', (ml) => ({
    triggers: [JobTrigger.artifact(ArtifactStore.fromExisting(ml, 'Old', ml, Bucket.fromBucketName(ml, 'Bucket', 'old')).path('a'))],
  }), ['job/artifact-events']],
  ['objects that SageMaker itself leaves', (ml) => ({ triggers: [JobTrigger.artifact(ml.artifacts.path('training-jobs'))] }), ['job/trigger-loop']],
  ['warm spot machines', (ml) => ({
    capacity: Capacity.spot(), checkpoints: DataMount.files(ml.artifacts.path('c')), backend: TrainingBackend.managed({ keepWarm: Duration.minutes(5) }),
  }), ['job/keep-warm-spot']],
  ['machines that stay for a day', () => ({ backend: TrainingBackend.managed({ keepWarm: Duration.days(1) }) }), ['job/keep-warm-time']],
  ['a disk where the machine brings its own', () => ({ accelerator: Accelerator.h100(8), diskSize: Size.gibibytes(500) }), ['job/disk']],
  ['a reservation of EC2', () => ({ accelerator: Accelerator.h100(8), capacity: Capacity.reservation('cr-0123456789abcdef0') }), ['job/reservation']],
  ['an image elsewhere', () => ({ runtime: Runtime.image('ghcr.io/acme/fraud:1') }), ['job/image']],
  ['a long argument', () => ({ command: ['python', '-c', 'x'.repeat(257)] }), ['job/command']],
  ['a script of several lines', () => ({ command: ['sh', '-c', 'a\nb'] }), ['job/command']],
  ['a script of several lines with a variable of the shell', () => ({ command: ['sh', '-c', 'cd "${HOME}"\nls'] }), ['job/command']],
  ['a claim of Kubernetes', () => ({ inputs: { train: DataMount.claim('lustre') } }), ['job/claim']],
  ['a long variable', () => ({ environment: { CONFIG: 'x'.repeat(513) } }), ['job/environment']],
  ['too many variables', () => ({ environment: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`V${i}`, 'x'])) }), ['job/environment']],
  ['too many folders', (ml) => ({ inputs: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`i${i}`, DataMount.files(ml.artifacts.path(`i/${i}`))])) }), ['job/inputs']],
  ['a secret without its suffix', () => ({ secrets: { TOKEN: JobSecret.fromCloud('hugging-face') } }), ['job/secret']],
  ['MPI', () => ({ framework: TrainingFramework.mpi(), nodes: Scaling.fixed(2) }), ['job/framework']],
  ['a year', () => ({ maxRunTime: Duration.days(29) }), ['job/run-time']],
  ['T4 eight times, which is bare metal', () => ({ accelerator: Accelerator.t4(8) }), ['training/accelerator-count']],
  ['a number of nodes that changes', () => ({ nodes: Scaling.elastic(1, 2) }), ['job/elastic']],
];

test.each(CASES)('%s is refused, and nothing is made', (_, props, codes) => {
  let before = 0;
  let ml: MlPlatform;
  expect(codesOf(() => made((platform) => {
    ml = platform;
    const given = props(platform);
    before = platform.node.root.node.findAll().length;
    return given;
  }))).toEqual(codes);
  expect(ml!.node.root.node.findAll()).toHaveLength(before);
});

test('a secret that the network does not reach is refused', () => {
  expect(codesOf(() => made(() => ({ secrets: { TOKEN: JobSecret.fromCloud(SECRET) } }), { network: { egress: Egress.none() } }))).toEqual(['job/secret-network']);
});

test('an image of a framework needs to know the region, an image of ECR does not', () => {
  expect(codesOf(() => made(() => ({}), {}, {}))).toEqual(['runtime/region']);
  expect(codesOf(() => made((ml) => ({ runtime: Runtime.image(ml.registry.imageUri('training', 'v1')) }), {}, {}))).toEqual([]);
});
