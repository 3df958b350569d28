import { Accelerator, AlertChannel, DataCapture, Duration, EndpointAccess, EndpointScaling, Model, Profile, Rollout, Scaling, Variant } from '../../../src/core';
import { Identity, MlPlatform, ModelEndpoint } from '../../../src/tfgcp';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { vertexFindings } from '../../support/vertex/vertex-findings';
import { mockedAccounts } from '../platforms';
import { endpointStage, fraud, toldIn } from './endpoints';
import { ENDPOINT, Releases } from './releases';

function fill(platform: MlPlatform): void {
  new ModelEndpoint(platform, 'Open', {
    platform,
    variants: [
      Variant.of('champion', { model: fraud(platform, 1).model!, weight: 90 }),
      Variant.of('challenger', { model: Model.fromImage(platform.registry.imageUri('serving', '1')), weight: 10, accelerator: Accelerator.l4(1) }),
    ],
    access: EndpointAccess.public(),
    scaling: Scaling.elastic(1, 8),
    scaleOn: [EndpointScaling.requestsPerReplica(600), EndpointScaling.offHours({ begins: 20, ends: 6 })],
    dataCapture: DataCapture.sampled(10),
    objectives: { latencyP99: Duration.millis(50) },
    rollout: Rollout.linear(25),
    environment: { QUOTED: '{"a": "${HOME}"}', PERCENT: '%{if}' },
  }).grantInvoke(Identity.group('shop@acme.io'));
}

/** What a lookup answers, which a mock cannot know. */
function attachments(stack: SynthesizedStack): string {
  return Object.entries(stack.resources('restful_operation')).filter(([, { output_attrs: parts }]) => JSON.stringify(parts).includes('serviceAttachment')).map(([name]) =>
    `override_resource {\n  target = restful_operation.${name}\n  values = {\n    output = { privateServiceConnectConfig = { serviceAttachment = "projects/t/regions/r/serviceAttachments/s" } }\n  }\n}`).join('\n');
}

test('the real plugins take endpoints of both kinds of access, and they apply against mocks', () => {
  const { platform, synth } = endpointStage(() => ({}), { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  fill(platform);
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const [workflow] = Object.keys(stack.resources('google_workflows_workflow'));
  const [release] = Object.entries(stack.resources('restful_operation')).find(([name, { method }]) => name.includes('Open') && method === 'POST')!;
  expectPassed(terraformMockedApply(stack, {
    variables: { vertex_token: 'secret' },
    overrides: [mockedAccounts(stack), attachments(stack)].join('\n'),
    expect: [
      `can(jsondecode(google_workflows_workflow.${workflow!}.source_contents).main)`,
      `strcontains(google_workflows_workflow.${workflow!}.source_contents, "$\${sys.get_env(")`,
      `jsondecode(restful_operation.${release}.body.argument).variants[0].upload.containerSpec.env[1].value == "{\\"a\\": \\"$\${HOME}\\"}"`,
      `can(regex("^acme-ml-open-[0-9a-f]{12}$", jsondecode(restful_operation.${release}.body.argument).variants[0].modelId))`,
      `can(regex("^challenger-[0-9a-f]{12}$", jsondecode(restful_operation.${release}.body.argument).variants[1].key))`,
      `jsondecode(restful_operation.${release}.body.argument).variants[0].deployed.serviceAccount != ""`,
    ],
  }));
}, 240_000);

test('all calls that a release makes are of the published API', async () => {
  const { platform, synth } = endpointStage();
  fill(platform);
  const stack = synth();
  const releases = new Releases();
  const { release, farewell } = toldIn(stack);
  const limits = { minReplicaCount: 1, maxReplicaCount: 2, autoscalingMetricSpecs: [] };
  await releases.run({ ...release, endpoint: ENDPOINT });
  await releases.run({ ...release, endpoint: ENDPOINT, variants: release.variants.map((variant: object) => ({ ...variant, limits })) });
  await releases.run({ ...farewell, endpoint: ENDPOINT });
  const { bodies } = releases.google.vertex;
  const kinds = new Set(bodies.map(({ method, path }) => `${method} ${path.split(':')[1] ?? ''}`));
  expect(kinds).toEqual(new Set(['POST upload', 'POST deployModel', 'PATCH ', 'POST mutateDeployedModel', 'POST undeployModel', 'DELETE ']));
  expect(vertexFindings(bodies) ?? '').toBe('');
});
