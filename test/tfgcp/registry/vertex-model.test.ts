import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TerraformOutput } from 'cdktf';
import { Profile } from '../../../src/core';
import { VertexModel, VertexModelProps } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { mockedAccounts, stage } from '../platforms';

const IMAGE = 'europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest';
/** Lies beside the repository where it is there at all. */
const CHECKER = join(__dirname, '../../../../shared/check-vertex');

function upload(props: Partial<VertexModelProps> = {}, key = 'fraud/1'): { stack: SynthesizedStack; model: VertexModel } {
  const { stack: scope, platform, synth } = stage({ profile: Profile.development() });
  const model = new VertexModel(scope, 'Fraud', { platform, artifacts: platform.artifacts.path(key), container: { imageUri: IMAGE }, ...props });
  new TerraformOutput(scope, 'model', { value: model.modelName });
  return { stack: synth(), model };
}

test('a model is uploaded from an artifact path with the key and the labels of the platform', () => {
  const { stack, model } = upload();
  const call = stack.resource('restful_resource');
  expect(call).toMatchObject({
    path: '/projects/acme-ml/locations/europe-west4/models:upload',
    read_path: `/projects/acme-ml/locations/europe-west4/models/${model.modelId}`,
    write_only_attrs: ['modelId', 'model'],
    force_new_attrs: ['modelId', 'model'],
    lifecycle: { create_before_destroy: true },
  });
  expect(call.body).toMatchObject({
    modelId: model.modelId,
    model: {
      artifactUri: expect.stringMatching(/^gs:\/\/acme-ml-artifacts-\w{6}\/fraud\/1$/) as string,
      containerSpec: { imageUri: IMAGE, ports: [{ containerPort: 8080 }] },
      labels: { 'platform': 'acme-ml', 'managed-by': 'ml-platform-constructs' },
      encryptionSpec: { kmsKeyName: expect.stringMatching(/^\$\{google_kms_crypto_key_iam_member\./) as string },
    },
  });
  expect(model.modelId).toMatch(/^acme-ml-fraud-[0-9a-f]{6}$/);
});

test('another content is another model, the same content the same', () => {
  expect(upload().model.modelId).toBe(upload().model.modelId);
  const others = [upload({}, 'fraud/2'), upload({ container: { imageUri: IMAGE, port: 9000 } }), upload({ description: 'for cards' })];
  expect(new Set([upload(), ...others].map(({ model }) => model.modelId)).size).toBe(4);
});

test('no token is written: the pipeline gives it in an ephemeral variable', () => {
  const { stack } = upload();
  expect(stack.json.variable).toEqual({ vertex_token: expect.objectContaining({ ephemeral: true, sensitive: true, type: 'string' }) as object });
  expect(stack.providers('restful')[0]).toMatchObject({ security: { http: { token: { token: '${var.vertex_token}' } } } });
  expect(JSON.stringify(stack.json)).not.toMatch(/ya29\.|google_client_config|google_service_account_access_token/);
});

test('an existing deployer gives the token without a variable', () => {
  const { stack } = upload({ deployer: 'deployer@acme-ml.iam.gserviceaccount.com' });
  expect(stack.json.variable).toBeUndefined();
  const { ephemeral } = stack.json as { ephemeral?: Record<string, Record<string, { target_service_account: string }>> };
  const [token] = Object.values(ephemeral?.google_service_account_access_token ?? {});
  expect(token?.target_service_account).toBe('deployer@acme-ml.iam.gserviceaccount.com');
  expect(JSON.stringify(stack.json.data ?? {})).not.toContain('access_token');
});

test('bad input is refused before anything is made', () => {
  const { stack, platform } = stage();
  const elsewhere = { ...platform.artifacts.path('fraud/1'), uri: 's3://acme/fraud/1' } as VertexModelProps['artifacts'];
  const make = (props: Partial<VertexModelProps>, id = 'Fraud') => () =>
    new VertexModel(stack, id, { platform, artifacts: platform.artifacts.path('fraud/1'), container: { imageUri: IMAGE }, ...props });
  expect(codesOf(make({ artifacts: elsewhere, deployer: platform.trainingAccount }))).toEqual(['registry/artifact-uri', 'core/token-not-allowed']);
  expect(codesOf(make({}, 'TheModelThatTellsWhetherAPaymentIsFraudOrNotInEveryCountry'))).toEqual(['core/name-length']);
  expect(stack.node.tryFindChild('Fraud')).toBeUndefined();
});

test('the real plugins take it, and it applies against mocks', () => {
  const { stack, model } = upload();
  expectPassed(terraformValidate(stack));
  const [name] = Object.keys(stack.resources('restful_resource'));
  expectPassed(terraformMockedApply(stack, {
    variables: { vertex_token: 'secret' },
    overrides: mockedAccounts(stack),
    expect: [`endswith(restful_resource.${name}.read_path, "/models/${model.modelId}")`],
  }));
}, 120_000);

test('what people read of a model, and what its container does, reach Vertex AI as they were written', () => {
  const { stack } = upload({ displayName: 'Fraud ${x}', description: 'for ${cards} %{ if }', container: { imageUri: IMAGE, environment: { LOG: '${info}' } } });
  const { model } = stack.resource('restful_resource').body as { readonly model: object };
  expect(model).toMatchObject({ displayName: 'Fraud $${x}', description: 'for $${cards} %%{ if }', containerSpec: { env: [{ name: 'LOG', value: '$${info}' }] } });
});

(existsSync(CHECKER) ? test : test.skip)('the call is one of the published API', () => {
  const { stack } = upload({ description: 'for cards', container: { imageUri: IMAGE, predictRoute: '/predict', healthRoute: '/health', environment: { LOG: 'info' } } });
  const { stdout, status } = spawnSync(CHECKER, [stack.directory], { encoding: 'utf8' });
  expect([status, stdout.trim()]).toEqual([0, '1 passed, 0 failed']);
});
