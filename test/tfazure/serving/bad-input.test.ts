import { DataCapture, Duration, EndpointKind, EndpointScaling, JobSecret, Model, Rollout, Runtime, Scaling, Schedule, Severity, Shadow, Variant } from '../../../src/core';
import { Metric } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Bench, EXISTING } from '../support/stacks';
import { EndpointProps, withEndpoint } from './endpoint-stacks';

const refusal = (props: Parameters<typeof withEndpoint>[0]): string[] => codesOf(() => withEndpoint(props));
const image = (path = 'acme.azurecr.io/fraud:1') => Model.fromImage(path);

test('what Azure ML cannot is refused with its reason', () => {
  expect(refusal({ kind: EndpointKind.scaleToZero() })).toContain('serving/managed-zero');
  expect(refusal({ scaling: Scaling.elastic(0, 4) })).toEqual(['serving/minimum']);
  expect(refusal({ networkIsolation: true })).toEqual(['serving/network-isolation']);
  const options = { runtime: Runtime.image('acme.azurecr.io/vllm:1'), revision: 'b968826d9c46dd6066d109eabc6255188de91218' };
  expect(refusal({ model: Model.fromHuggingFace('Qwen/Qwen3-8B', options) })).toEqual(['serving/kind']);
  const secret = JobSecret.fromCloud('https://ml.vault.azure.net/secrets/hub');
  expect(refusal({ model: Model.fromHuggingFace('Qwen/Qwen3-8B', { ...options, token: secret }) })).toEqual(['serving/managed-secrets', 'serving/kind']);
});

test('copies go to one model in fifty of a hundred requests at most', () => {
  expect(refusal({ shadow: Shadow.of(image(), { percent: 50 }) })).toEqual([]);
  expect(refusal({ shadow: Shadow.of(image(), { percent: 51 }) })).toEqual(['serving/shadow-percent']);
});

test('old and new deployments have to have room beside each other', () => {
  const variants = (count: number) => Array.from({ length: count }, (_, i) => Variant.of(`v${i}`, { model: image() }));
  expect(refusal({ variants: variants(9) })).toEqual([]);
  expect(refusal({ variants: variants(10) })).toEqual(['serving/variants']);
});

test('a deployment has fifty replicas at most', () => {
  expect(refusal({ scaling: Scaling.elastic(1, 50) })).toEqual([]);
  expect(refusal({ scaling: Scaling.elastic(1, 51) })).toEqual(['serving/replicas']);
});

test('a container runs what its image says, and speaks HTTP', () => {
  expect(refusal({ model: Model.fromImage('acme.azurecr.io/fraud:1', { command: ['serve'] }) })).toEqual(['models/container']);
  expect(refusal({ model: Model.fromImage('acme.azurecr.io/fraud:1', { grpc: true }) })).toEqual(['models/container']);
});

test('replicas change at one time of some days of a week', () => {
  const at = (when: Schedule) => refusal({ scaling: Scaling.elastic(1, 8), scaleOn: [EndpointScaling.schedule(when, Scaling.fixed(4))] });
  expect(at(Schedule.daily(3))).toEqual([]);
  expect(at(Schedule.cron({ hour: '3', dayOfMonth: '1' }))).toEqual(['serving/schedule']);
  expect(at(Schedule.every(Duration.hours(6)))).toEqual(['serving/schedule']);
  expect(at(Schedule.cron({ hour: '*/2' }))).toEqual(['serving/schedule']);
});

test('a rollout ends within a day', () => {
  expect(refusal({ rollout: Rollout.canary(10, { bakeTime: Duration.hours(12) }) })).toEqual([]);
  expect(refusal({ rollout: Rollout.linear(10, { bakeTime: Duration.hours(12) }) })).toEqual(['serving/bake-time']);
});

test('requests at the same time are counted', () => {
  const wish: EndpointProps = { concurrentRequests: 0 };
  expect(refusal(wish)).toEqual(['serving/concurrent-requests']);
});

test('paths that a right cannot be limited to are refused', () => {
  expect(refusal(({ artifacts }) => ({ model: Model.fromArtifact(artifacts.path("it's/1"), Runtime.xgboost('1.7')) }))).toEqual(['storage/prefix']);
  expect(refusal(({ artifacts }) => ({ dataCapture: DataCapture.sampled(10, { path: artifacts.path('a*') }) }))).toEqual(['storage/prefix']);
});

test('names are kept as they are, and never cut; a refused endpoint leaves nothing behind', () => {
  const platform = new Bench().platform();
  const add = (id: string) => codesOf(() => platform.addModelEndpoint(id, { model: image() }));
  expect(add('a'.repeat(22))).toEqual([]);
  expect(add('a'.repeat(23))).toEqual(['core/name-length']);
  expect(add('Under_Score')).toEqual(['core/name-illegal']);
  expect(platform.node.tryFindChild('Under_Score')).toBeUndefined();
});

test('an alarm that a rollout may not read guards nothing', () => {
  const guarded = (accountId: string) => codesOf(() => withEndpoint((platform) => ({
    rollout: Rollout.allAtOnce({
      alarms: [platform.addAlarm('Busy', {
        metric: new Metric({ label: 'Transactions', resourceId: accountId, namespace: 'Microsoft.Storage/storageAccounts', metricName: 'Transactions' }), threshold: 1, description: 'Busy.',
      })],
    }),
  })));
  expect(guarded(EXISTING.artifacts.storageAccountId)).toEqual(['serving/rollout-alarm']);
  const foreign = { alarmId: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:x', severity: Severity.CRITICAL } as never;
  expect(refusal({ rollout: Rollout.allAtOnce({ alarms: [foreign] }) })).toEqual(['alarms/wrong-target']);
});
