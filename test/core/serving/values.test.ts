import { DataCapture, Duration, EndpointScaling, Model, Rollout, Runtime, Shadow, Variant } from '../../../src/core';
import { percentages } from '../../../src/core/serving/split';
import { codesOf } from '../../support/refusals';
import { MODEL } from './fake-endpoints';

const TOKEN = '${TfToken[TOKEN.0]}' as unknown as number;

describe('rollouts', () => {
  test('have the part of the new model after each step, which ends with all', () => {
    expect([Rollout.allAtOnce(), Rollout.canary(10), Rollout.linear(25), Rollout.linear(30), Rollout.blueGreen()].map(({ steps }) => steps))
      .toEqual([[100], [10, 100], [25, 50, 75, 100], [30, 60, 90, 100], [100]]);
  });

  test.each([0, 100, -5, 12.5])('a canary of %p %% is none', (percent) => expect(codesOf(() => Rollout.canary(percent))).toEqual(['serving/canary']));

  test.each([0, 51, 1.5])('steps of %p %% cannot be', (percent) => expect(codesOf(() => Rollout.linear(percent))).toEqual(['serving/linear']));

  test('an old fleet stays as long as it is watched, unless it is said otherwise', () => {
    expect(Rollout.blueGreen().keepOld!.toMinutes()).toBe(10);
    expect(Rollout.blueGreen({ bakeTime: Duration.minutes(5) }).keepOld!.toMinutes()).toBe(5);
    expect(Rollout.blueGreen({ keepOld: Duration.hours(1) }).keepOld!.toHours()).toBe(1);
  });

  test('parts are literals, since they decide what is made', () => expect(codesOf(() => Rollout.canary(TOKEN))).toEqual(['core/token-not-allowed']));
});

describe('variants', () => {
  test.each([-1, 0.5, Number.NaN])('a weight of %p cannot be', (weight) => expect(codesOf(() => Variant.of('main', { model: MODEL, weight }))).toEqual(['serving/weight']));

  test.each(['Main', 'a-b', '1st', '', 'averylongname'])("'%s' cannot name one on every cloud", (name) => {
    expect(codesOf(() => Variant.of(name, { model: MODEL }))).toEqual(['serving/variant-name']);
  });
});

test('weights become percentages that sum to 100, with the largest remainders rounded up', () => {
  expect(percentages([90, 10])).toEqual([90, 10]);
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
  expect(percentages([2, 1, 0])).toEqual([67, 33, 0]);
  expect(percentages([1, 999])).toEqual([0, 100]);
});

test('a second shadow cannot be said', () => {
  const shadow = Shadow.of(MODEL);
  // @ts-expect-error an endpoint has one shadow at most, on every cloud
  const props: import('../../../src/core').ModelEndpointProps = { model: MODEL, shadow: [shadow, shadow] };
  expect(props).toBeDefined();
});

test.each([0, 101, 2.5])('a shadow of %p %% of the requests cannot be', (percent) => expect(codesOf(() => Shadow.of(MODEL, { percent }))).toEqual(['serving/shadow-percent']));

test.each([0, 1.5, -1])('%p replicas of a shadow cannot be', (replicas) => expect(codesOf(() => Shadow.of(MODEL, { replicas }))).toEqual(['serving/shadow-replicas']));

test.each([0, 101])('a capture of %p %% of the requests cannot be', (percent) => expect(codesOf(() => DataCapture.sampled(percent))).toEqual(['serving/capture-percent']));

test.each([
  ['no requests', () => EndpointScaling.requestsPerReplica(0)], ['all of the CPU', () => EndpointScaling.cpuUtilization(100)], ['none of the GPU', () => EndpointScaling.gpuUtilization(0)],
  ['no time', () => EndpointScaling.latency(Duration.seconds(0))],
])('%s cannot be held', (_what, make) => expect(codesOf(make)).toEqual(['serving/scaling-target']));

test.each([[8, 8], [24, 6], [-1, 6], [20.5, 6]])('hours off from %p to %p cannot be', (begins, ends) => expect(codesOf(() => EndpointScaling.offHours({ begins, ends }))).toEqual(['serving/off-hours']));

describe('models of Hugging Face', () => {
  const options = { runtime: Runtime.vllm('0.27'), revision: 'b968826d9c46dd6066d109eabc6255188de91218' };

  test.each(['Qwen3-8B', 'a/b/c', '', 'Qwen/'])("'%s' is none", (id) => expect(codesOf(() => Model.fromHuggingFace(id, options))).toEqual(['models/hugging-face-id']));

  test.each(['main', 'v1.0', 'B968826D9C46DD6066D109EABC6255188DE91218'])("'%s' is no commit", (revision) => {
    expect(codesOf(() => Model.fromHuggingFace('Qwen/Qwen3-8B', { ...options, revision }))).toEqual(['models/revision']);
  });
});
