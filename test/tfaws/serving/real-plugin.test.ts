import { Accelerator, EndpointKind, EndpointScaling, Model, ModelEndpointProps, Profile, Rollout, Runtime, Scaling, Schedule } from '../../../src/core';
import { Identity, MlPlatform, MlPlatformProps } from '../../../src/tfaws';
import { danglingReferences, expectPassed, terraformValidate } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK } from '../platforms';
import { abTest, endpointStage, shadowed } from './endpoints';

const SITUATIONS: ReadonlyArray<readonly [string, (ml: MlPlatform) => Partial<ModelEndpointProps>, Partial<MlPlatformProps>]> = [
  ['the least', () => ({}), {}],
  ['an A/B test', abTest, {
    profile: Profile.development(), accountId: undefined, guardrails: { permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary' },
  }],
  ['a shadow, existing network and key', shadowed, { existingNetwork: EXISTING_NETWORK, existingEncryptionKey: { keyArn: EXISTING_KEY } }],
  ['scale to zero on GPUs', () => ({
    kind: EndpointKind.scaleToZero(),
    scaling: Scaling.elastic(0, 4),
    accelerator: Accelerator.a10g(),
    scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6 })],
  }), {}],
  ['an own image, all that scales, a linear rollout', (ml) => ({
    model: Model.fromImage(ml.registry.imageUri('serving', 'v3')),
    scaling: Scaling.elastic(2, 4),
    scaleOn: [
      EndpointScaling.requestsPerReplica(600),
      EndpointScaling.cpuUtilization(50),
      EndpointScaling.schedule(Schedule.daily(5), Scaling.elastic(3, 4)),
    ],
    rollout: Rollout.linear(25),
    environment: { HOME_DIR: '${HOME}/x' },
  }), {}],
  ['a model of Hugging Face', () => ({
    accelerator: Accelerator.a10g(4),
    model: Model.fromHuggingFace('Qwen/Qwen3-8B', { revision: 'b968826d9c46dd6066d109eabc6255188de91218', runtime: Runtime.vllm('0.27') }),
  }), {}],
];

test.each(SITUATIONS)('the real plugin takes an endpoint with %s', (_, props, platformProps) => {
  const { endpoint, synth } = endpointStage(props, platformProps);
  endpoint.grantInvoke(Identity.role('arn:aws:iam::123456789012:role/science'));
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
}, 240_000);
