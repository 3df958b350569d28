import { TerraformVariable } from 'cdktf';
import { Capacity, DataMount, Duration, JobSecret, JobTrigger, Machine, Runtime, Schedule, Size, TrainingBackend } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { Bench } from '../support/stacks';
import { JobProps, withJob } from './job-stacks';

const refusal = (props: Parameters<typeof withJob>[0]): string[] => codesOf(() => withJob(props));
const secret = (address: string): JobProps => ({ secrets: { KEY: JobSecret.fromCloud(address) } });

test('what Azure ML decides by itself, or has no place for, is refused', () => {
  expect(refusal({ retries: 2 })).toEqual(['job/managed-retries']);
  expect(refusal({ capacity: Capacity.reservation('/subscriptions/x') })).toEqual(['job/managed-reservation']);
  expect(refusal({ backend: TrainingBackend.batch() })).toContain('job/batch-service');
  expect(refusal({ diskSize: Size.gibibytes(500) })).toEqual(['job/disk']);
});

test('a run takes no longer than Azure ML lets it', () => {
  expect(refusal({ maxRunTime: Duration.days(21) })).toEqual([]);
  expect(refusal({ maxRunTime: Duration.days(22) })).toEqual(['job/run-time']);
  const spot = ({ artifacts }: { artifacts: { path(key: string): never } }, days: number) => ({ capacity: Capacity.spot(), checkpoints: DataMount.files(artifacts.path('c')), maxRunTime: Duration.days(days) });
  expect(refusal((platform) => spot(platform as never, 7))).toEqual([]);
  expect(refusal((platform) => spot(platform as never, 8))).toEqual(['job/run-time']);
});

test('a schedule has the fields of a crontab', () => {
  expect(refusal({ triggers: [JobTrigger.schedule(Schedule.every(Duration.minutes(7)))] })).toEqual(['job/schedule']);
  // Azure ML would run these each day.
  expect(refusal({ triggers: [JobTrigger.schedule(Schedule.cron({ hour: '3', dayOfMonth: '1' }))] })).toEqual(['job/schedule']);
  expect(refusal({ triggers: [JobTrigger.schedule(Schedule.cron({ hour: '3', month: '*/3' }))] })).toEqual(['job/schedule']);
  expect(refusal({ triggers: [JobTrigger.schedule(Schedule.cron({ hour: '3', dayOfWeek: '1-5' }))] })).toEqual([]);
});

test('a command holds no expression of Azure ML', () => expect(refusal({ command: ['python', '${{inputs.train}}'] })).toEqual(['job/command']));

test('a secret is a literal address in a vault whose id is known', () => {
  expect(refusal(secret('https://other.vault.azure.net/secrets/token'))).toEqual(['job/secret']);
  expect(refusal(secret('https://ml.example.com/token'))).toEqual(['job/secret']);
  const variable = new TerraformVariable(new Bench().stack, 'secret', {}).stringValue;
  expect(refusal(secret(variable))).toEqual(['job/secret']);
  expect(refusal({ ...secret('https://other.vault.azure.net/secrets/token'), secretVaultIds: ['other'] })).toEqual(['platform/resource-id', 'job/secret']);
});

test('a topic of events is named by its id', () => expect(refusal({ eventTopicId: 'objects' })).toEqual(['platform/resource-id']));

test('data of another cloud is out of reach', () => {
  expect(refusal({ inputs: { train: DataMount.external('s3://acme/train') }, acknowledge: ['job/data-grant'] })).toEqual(['job/data-cloud']);
});

test('names are kept as they are, and never cut', () => {
  const platform = new Bench().platform();
  const add = (id: string) => codesOf(() => platform.addTrainingJob(id, { runtime: Runtime.sklearn('1.5'), command: ['python'], machine: Machine.general(4) }));
  expect(add('a'.repeat(57))).toEqual([]);
  expect(add('a'.repeat(58))).toEqual(['core/name-length']);
  expect(add('Under_Score')).toEqual(['core/name-illegal']);
});
