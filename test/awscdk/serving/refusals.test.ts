import { MlPlatform } from '../../../src/awscdk';
import {
  Accelerator, DataCapture, Duration, Egress, EndpointKind, EndpointScaling, JobSecret, Model, ModelEndpointProps, Rollout, Runtime, Scaling,
  Schedule, Shadow, Variant,
} from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { made, model, shadowed } from './endpoints';

const own = (container: object) => (ml: MlPlatform) => ({ model: Model.fromImage(ml.registry.imageUri('serving', 'v1'), container) });
const twoOf = (ml: MlPlatform) => ({ variants: [Variant.of('a', { model: model(ml) }), Variant.of('b', { model: model(ml) })] });
const COMPONENT: Partial<ModelEndpointProps> = { kind: EndpointKind.scaleToZero(), scaling: Scaling.elastic(0, 2), rollout: Rollout.allAtOnce() };
const QWEN = { revision: 'b968826d9c46dd6066d109eabc6255188de91218', runtime: Runtime.vllm('0.27') };

const CASES: ReadonlyArray<readonly [string, (ml: MlPlatform) => Partial<ModelEndpointProps>, string[]]> = [
  ['a port that SageMaker does not ask at', own({ port: 8000 }), ['models/container']],
  ['paths that SageMaker does not ask at', own({ healthPath: '/healthz', predictPath: '/v1/predict' }), ['models/container', 'models/container']],
  ['a command, where SageMaker runs the image', own({ command: ['python', 'serve.py'] }), ['models/container']],
  ['arguments, where SageMaker hands on variables', own({ args: ['--workers=4'] }), ['models/container']],
  ['gRPC', own({ grpc: true }), ['models/container']],
  ['an argument of vLLM that no variable says', () => ({
    accelerator: Accelerator.a10g(), model: Model.fromHuggingFace('Qwen/Qwen3-8B', { ...QWEN, args: ['--max-model-len', '8192'] }),
  }), ['models/container']],
  ['a token, where SageMaker has variables only', () => ({
    accelerator: Accelerator.a10g(), model: Model.fromHuggingFace('Qwen/Qwen3-8B', { ...QWEN, token: JobSecret.fromCloud('arn:aws:secretsmanager:eu-west-1:123456789012:secret:hf-AbCdEf') }),
  }), ['serving/managed-secrets']],
  ['an image that lies elsewhere', () => ({ model: Model.fromImage('ghcr.io/acme/fraud:1') }), ['models/image']],
  ['an image of another region', () => ({ model: Model.fromImage('123456789012.dkr.ecr.us-east-1.amazonaws.com/fraud:1') }), ['models/image']],
  ['a file that is no archive', (ml) => ({ model: model(ml, 'fraud/model.joblib') }), ['models/artifact']],
  ['a canary of more than the half', () => ({ rollout: Rollout.canary(60) }), ['serving/canary']],
  ['steps of less than a tenth', () => ({ rollout: Rollout.linear(5) }), ['serving/linear']],
  ['a bake of two hours', () => ({ rollout: Rollout.canary(10, { bakeTime: Duration.hours(2) }) }), ['serving/bake-time']],
  ['a rollout that nothing guards, in production', () => ({ rollout: Rollout.canary(10, { ownAlarms: false }) }), ['serving/rollout-guard']],
  ['a shadow beside two variants', (ml) => ({ ...twoOf(ml), ...shadowed(ml) }), ['serving/variants']],
  ['ten variants', (ml) => ({ variants: Array.from({ length: 10 }, (_, i) => Variant.of(`v${i}`, { model: model(ml) })) }), ['serving/variants']],
  ['nothing that runs, of a whole endpoint', () => ({ scaling: Scaling.elastic(0, 2) }), ['serving/minimum']],
  ['variants of a component', (ml) => ({ ...COMPONENT, ...twoOf(ml) }), ['serving/kind']],
  ['a shadow of a component', (ml) => ({ ...COMPONENT, shadow: Shadow.of(model(ml)) }), ['serving/kind']],
  ['a canary of a component', () => ({ ...COMPONENT, rollout: Rollout.canary(10) }), ['serving/kind']],
  ['a capture of a component', () => ({ ...COMPONENT, dataCapture: DataCapture.sampled(10) }), ['serving/kind']],
  ['an old fleet of a component', () => ({ ...COMPONENT, rollout: Rollout.blueGreen() }), ['serving/kind']],
  ['days of the month and of the week', () => ({
    scaling: Scaling.elastic(1, 2), scaleOn: [EndpointScaling.schedule(Schedule.cron({ dayOfMonth: '1', dayOfWeek: '1' }), Scaling.fixed(2))],
  }), ['serving/schedule']],
  ['a long variable', () => ({ environment: { CONFIG: 'x'.repeat(1025) } }), ['serving/environment']],
  ['a path that a policy would read as more', (ml) => ({ model: model(ml, 'fraud/*') }), ['storage/prefix']],
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

test('a model that is downloaded where the network has no way out is refused', () => {
  const props = () => ({ accelerator: Accelerator.a10g(), model: Model.fromHuggingFace('Qwen/Qwen3-8B', QWEN) });
  expect(codesOf(() => made(props, { network: { egress: Egress.none() } }))).toEqual(['serving/isolated-download']);
});

test('more alarms than SageMaker reads are refused', () => {
  expect(codesOf(() => made((ml) => {
    const alarms = Array.from({ length: 10 }, (_, i) => ml.addAlarm(`A${i}`, { metric: ml.artifacts.metrics.storedBytes(), threshold: 1, description: 'x' }));
    return { rollout: Rollout.canary(10, { alarms }) };
  }))).toEqual(['serving/rollout-alarms']);
});
