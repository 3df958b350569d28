import {
  Accelerator, DataCapture, Duration, EndpointKind, EndpointScaling, IAlarm, IModelVersion, JobSecret, Machine, Model, Rollout,
  Runtime, Scaling, Shadow, Size,
} from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { stage } from '../platforms';
import { endpointStage, fraud, Wish } from './endpoints';

const VLLM = Runtime.image('europe-docker.pkg.dev/acme/vllm:1', 'vllm');
const VERSION = { registry: { registrySystem: 'gcp' }, versionId: 'projects/acme-ml/locations/europe-west4/models/fraud@3' } as IModelVersion;
const CLOUDWATCH = { alarmId: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:drift' } as IAlarm;
const REVISION = 'b968826d9c46dd6066d109eabc6255188de91218';

test.each<[string, string[], Wish]>([
  ['no replica', ['serving/minimum'], () => ({ scaling: Scaling.elastic(0, 4) })],
  ['a kind that scales to zero', ['serving/managed-zero'], () => ({ kind: EndpointKind.scaleToZero() })],
  ['a shadow', ['serving/managed-shadow'], (platform) => ({ shadow: Shadow.of(fraud(platform, 2).model!) })],
  ['replicas by latency', ['serving/managed-scale-on-latency'], () => ({ scaling: Scaling.elastic(1, 4), scaleOn: [EndpointScaling.latency(Duration.millis(50))] })],
  ['isolation', ['serving/network-isolation'], () => ({ networkIsolation: true })],
  ['a place for captured requests', ['serving/capture-path'], (platform) => ({ dataCapture: DataCapture.sampled(10, { path: platform.artifacts.path('capture') }) })],
  ['requests without answers', ['serving/capture-responses'], () => ({ dataCapture: DataCapture.sampled(10, { responses: false }) })],
  ['an image of another registry', ['models/image'], () => ({ model: Model.fromImage('ghcr.io/acme/serving:1') })],
  ['variables for a version, which keeps those that it was registered with', ['serving/environment'], () => ({ model: Model.fromRegistry(VERSION), environment: { MODE: 'fast' } })],
  ['an alarm of another cloud for a rollout', ['alarms/wrong-target'], () => ({ rollout: Rollout.canary(10, { alarms: [CLOUDWATCH] }) })],
  ['a download from inside of the network', ['serving/private-download'], () => ({ model: Model.fromHuggingFace('Qwen/Qwen3-8B', { runtime: VLLM, revision: REVISION }) })],
  ['a token', ['serving/managed-secrets', 'serving/private-download'], () => ({
    model: Model.fromHuggingFace('Qwen/Qwen3-8B', { runtime: VLLM, revision: REVISION, token: JobSecret.fromCloud('projects/acme-ml/secrets/hf') }),
  })],
  ['GPUs that nobody gets on demand', ['training/on-demand'], () => ({ model: Model.fromImage('europe-docker.pkg.dev/acme/serving:1'), accelerator: Accelerator.h200(8) })],
  ['GPUs that this version does not know', ['training/accelerator-type'], () => ({
    model: Model.fromImage('europe-docker.pkg.dev/acme/serving:1'), machine: Machine.custom('x9-highgpu-8g', { cpus: 128, memory: Size.gibibytes(512), gpus: 8 }),
  })],
])('%s is refused, and leaves nothing', (_, codes, wish) => {
  const { platform } = stage();
  expect(codesOf(() => endpointStage(wish))).toEqual(codes);
  expect(platform.node.tryFindChild('Fraud')).toBeUndefined();
});
