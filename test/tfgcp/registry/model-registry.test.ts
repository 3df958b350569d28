import { Accelerator, Approval, Model, ModelCard, ModelRegistryProps as PortableProps, ModelStage, Profile, Promotion, RiskRating, Runtime } from '../../../src/core';
import { Identity, MlPlatform, ModelEndpoint, ModelRegistry } from '../../../src/tfgcp';
import { REGISTRY_WORKFLOW } from '../../../src/tfgcp/registry/keeping/registry-workflow';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, synthApp, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { FakeGoogle } from '../../support/vertex/fake-google';
import { vertexFindings } from '../../support/vertex/vertex-findings';
import { ATTRIBUTES, mockedAccounts, Stage, stackIn, stage } from '../platforms';
import { saidIn } from '../serving/endpoints';

type Json = any;

const ADA = 'ada@acme.io';
const APPROVERS = { [ADA]: Identity.user(ADA) };
const CARD = ModelCard.of({
  description: 'Scores card payments',
  owner: 'payments-ml@acme.io',
  intendedUse: 'Holds payments for review',
  riskRating: RiskRating.MEDIUM,
  metrics: [{ metricName: 'auc', value: 0.93, dataset: 'holdout' }],
});

function fraud(platform: MlPlatform, version = 1): Model {
  return Model.fromArtifact(platform.artifacts.path(`fraud/${version}`), Runtime.xgboost('2.1'));
}

function registryStage(props: PortableProps = {}): Stage & { readonly registry: ModelRegistry } {
  const staged = stage({ profile: Profile.development() });
  return { ...staged, registry: new ModelRegistry(staged.platform, 'Fraud', { platform: staged.platform, ...props }) };
}

function told(stack: SynthesizedStack, id = 'V1'): Json {
  const [, call] = Object.entries(stack.resources('restful_operation')).find(([name, { method }]) => name.includes(`_${id}_Add_`) && method === 'POST')!;
  return saidIn((call.body as Json).argument) as Json;
}

function permissionsOf(stack: SynthesizedStack, title: string): string[] {
  return (Object.values(stack.resources('google_project_iam_custom_role')) as Attributes[]).find((role) => role.title === title)!.permissions as string[];
}

test('a version says what it is, who decided and what its card says', () => {
  const { registry, platform, synth } = registryStage({ approvers: APPROVERS, card: CARD });
  registry.addVersion('V1', { model: fraud(platform), approval: Approval.approved(ADA, 'fine ${x}'), description: 'More data' });
  expect(told(synth())).toMatchObject({
    action: 'add',
    how: 'upload',
    modelId: 'acme-ml-fraud',
    alias: 'v1',
    status: 'v1-approved',
    statuses: ['v1-pending', 'v1-approved', 'v1-rejected'],
    content: expect.stringMatching(/^v1-[0-9a-f]{12}$/) as string,
    description: expect.stringMatching(/^Approved by ada@acme\.io: fine \$\{x\}\.\nMore data\nDescription: Scores card payments\nOwner: payments-ml@acme\.io\n[\s\S]*\nauc: 0\.93 \(holdout\)$/) as string,
    request: {
      model: {
        artifactUri: expect.stringMatching(/\/fraud\/1$/) as string,
        containerSpec: { imageUri: 'europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest' },
        encryptionSpec: { kmsKeyName: expect.stringContaining('google_kms_crypto_key') as string },
        labels: { 'owner': 'payments-ml_acme_io', 'risk-rating': 'medium', 'stage': 'development', 'platform': 'acme-ml' },
      },
    },
  });
});

test('a version for several GPUs is registered with memory that they share, and with an image for them', () => {
  const specOf = (accelerator?: Accelerator) => {
    const { registry, platform, synth } = registryStage({ accelerator });
    registry.addVersion('V1', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.huggingFace('4.48')) });
    return told(synth()).request.model.containerSpec;
  };
  expect(specOf(Accelerator.t4(4))).toMatchObject({ imageUri: expect.stringContaining('inference-cu121') as string, sharedMemorySizeMb: '16384' });
  expect(specOf(Accelerator.t4())).not.toHaveProperty('sharedMemorySizeMb');
  expect(specOf().imageUri).toContain('inference-cpu');
});

test('words and approval change in place; its content has one digest, whatever is said about it', () => {
  const content = (approval: Approval, version = 1) => {
    const { registry, platform, synth } = registryStage({ approvers: APPROVERS });
    registry.addVersion('V1', { model: fraud(platform, version), approval });
    return Object.values((synth().json as Json).locals as Record<string, string>);
  };
  expect(content(Approval.pending())).toEqual(content(Approval.rejected(ADA, 'biased')));
  expect(content(Approval.pending(), 2)).not.toEqual(content(Approval.pending()));
});

test('approvers, who registers, who reads and the workflow have single rights', () => {
  const { registry, synth } = registryStage({ approvers: APPROVERS });
  registry.grantRegister(Identity.group('ml@acme.io'));
  registry.grantRead(Identity.group('shop@acme.io'));
  const stack = synth();
  expect(permissionsOf(stack, 'acme-ml-fraud: approve')).toEqual(['aiplatform.models.get', 'aiplatform.models.list', 'aiplatform.models.update']);
  expect(permissionsOf(stack, 'acme-ml-fraud: register')).toEqual(['aiplatform.models.get', 'aiplatform.models.list', 'aiplatform.models.upload']);
  expect(permissionsOf(stack, 'acme-ml-fraud: read')).toEqual(['aiplatform.models.get', 'aiplatform.models.list']);
  const members = Object.fromEntries((Object.entries(stack.resources('google_project_iam_member'))).filter(([name]) => name.includes('Fraud')).map(([, { role, member }]) => [member, role]));
  expect(members['user:ada@acme.io']).toContain('approve-role');
});

test('a project that versions go on to may copy them, and read their files and the images of the platform', () => {
  const { registry, platform, synth } = registryStage({ approvers: APPROVERS, promotions: [Promotion.to(ModelStage.STAGING, '210987654321'), Promotion.to(ModelStage.PRODUCTION, 'acme-live')] });
  const model = () => Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.image(platform.registry.imageUri('serving', '1')));
  ['V1', 'V2'].forEach((id) => registry.addVersion(id, { model: model() }));
  const stack = synth();
  const agent = 'serviceAccount:service-210987654321@gcp-sa-aiplatform.iam.gserviceaccount.com';
  const granted = (type: string) =>
    (Object.values(stack.resources(type)) as Attributes[]).filter(({ member }) => member === agent).map(({ role }) => role as string);
  expect(granted('google_project_iam_member')).toEqual([expect.stringContaining('promote-role')]);
  expect(permissionsOf(stack, 'acme-ml-fraud: promote')).toEqual(['aiplatform.models.export', 'aiplatform.models.get']);
  expect(granted('google_storage_bucket_iam_member')).toEqual(['roles/storage.objectViewer']);
  expect(granted('google_artifact_registry_repository_iam_member')).toEqual(['roles/artifactregistry.reader']);
  expect(Object.values((stack.json as Json).data.google_project as object)).toMatchObject([{ project_id: 'acme-live' }]);
});

test('people are told of changes by hand, and the audit log is asked by a command', () => {
  const { registry, synth } = registryStage();
  const stack = synth();
  const [, metric] = Object.entries(stack.resources('google_logging_metric')).find(([, { name }]) => name === 'acme-ml-fraud-changed-by-hand')!;
  expect(metric.filter).toMatch(/MergeVersionAliases.*resourceName=~"\/models\/acme-ml-fraud\(@\|\$\)".*NOT protoPayload\.authenticationInfo\.principalEmail="\$\{google_service_account\./);
  expect(registry.auditCommand).toContain('/models/acme-ml-fraud');
});

test('a version of another registry is copied with the key of this platform', () => {
  const { registry, platform, synth } = registryStage();
  const other = ModelRegistry.fromAttributes(platform, 'Other', { platform, registryId: 'projects/acme-dev/locations/europe-west4/models/fraud', stage: ModelStage.DEVELOPMENT });
  registry.addVersion('V1', { model: Model.fromRegistry(other.version('3')) });
  expect(told(synth())).toMatchObject({ how: 'copy', request: { sourceModel: 'projects/acme-dev/locations/europe-west4/models/fraud@3' } });
});

test('an endpoint of a version waits for it', () => {
  const { registry, platform, synth } = registryStage({ approvers: APPROVERS });
  const version = registry.addVersion('V1', { model: fraud(platform), approval: Approval.approved(ADA) });
  new ModelEndpoint(platform, 'Shop', { platform, model: Model.fromRegistry(version, Runtime.xgboost('2.1')) });
  expect(codesOf(() => new ModelEndpoint(platform, 'Odd', { platform, model: Model.fromRegistry(version, Runtime.sklearn('1.5')) }))).toEqual(['models/version-runtime']);
  expect(codesOf(() => new ModelEndpoint(platform, 'Other', { platform, model: Model.fromRegistry(registry.addVersion('V2', { model: fraud(platform, 2) })) }))).toEqual(['models/not-approved']);
  const stack = synth();
  const [, release] = Object.entries(stack.resources('restful_operation')).find(([name, { method }]) => name.includes('Shop') && method === 'POST')!;
  expect((saidIn((release.body as Json).argument) as Json).variants[0].model).toMatch(/^terraform_data\..*V1_Name.*\.output$/);
});

test.each<[string, string[], (staged: ReturnType<typeof registryStage>) => unknown]>([
  ['an approver of another cloud', ['identity/wrong-target'], ({ platform }) => new ModelRegistry(platform, 'Other', { platform, approvers: { eve: { identitySystem: 'aws', identityName: 'arn:aws:iam::1:role/eve' } } })],
  ['a place that is no project', ['models/promotion-place'], ({ platform }) => new ModelRegistry(platform, 'Other', { platform, approvers: APPROVERS, promotions: [Promotion.to(ModelStage.PRODUCTION, '44/55')] })],
  ['an id that is no alias', ['models/version-alias'], ({ registry, platform }) => registry.addVersion('1.0', { model: fraud(platform) })],
  ['an image of another registry', ['models/image'], ({ registry }) => registry.addVersion('V1', { model: Model.fromImage('ghcr.io/acme/serving:1') })],
  ['a name that is none of a model', ['models/registry-id'], ({ platform }) => ModelRegistry.fromAttributes(platform, 'Other', { platform, registryId: 'fraud', stage: ModelStage.STAGING })],
])('%s is refused', (_, codes, make) => {
  const staged = registryStage();
  expect(codesOf(() => make(staged))).toEqual(codes);
  expect([staged.platform.node.tryFindChild('Other'), staged.registry.node.tryFindChild('V1')]).toEqual([undefined, undefined]);
});

test('the real plugin takes registries, and they apply against mocks, also elsewhere', () => {
  const { app, registry, platform, synth } = registryStage({ approvers: APPROVERS, card: CARD, promotions: [Promotion.to(ModelStage.PRODUCTION, '210987654321')] });
  registry.addVersion('V1', { model: fraud(platform), approval: Approval.approved(ADA, 'AUC "0.93" ${x} %{y}') });
  const far = MlPlatform.fromAttributes(stackIn(app, 'far'), 'Ml', ATTRIBUTES);
  far.addModelRegistry('Fraud', { approvers: APPROVERS }).addVersion('V1', { model: Model.fromImage('europe-docker.pkg.dev/acme/serving:1') });
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformValidate(synthApp(app).stack('far')));
  const [add] = Object.entries(stack.resources('restful_operation')).find(([name, { method }]) => name.includes('_V1_Add_') && method === 'POST')!;
  expectPassed(terraformMockedApply(stack, {
    variables: { vertex_token: 'secret' },
    overrides: mockedAccounts(stack),
    expect: [`startswith(jsondecode(restful_operation.${add}.body.argument).description, "Approved by ada@acme.io: AUC \\"0.93\\" $\${x} %%{y}.")`],
  }));
}, 240_000);

test('all calls that its workflow makes are of the published API', async () => {
  const { registry, platform, synth } = registryStage({ approvers: APPROVERS, card: CARD });
  registry.addVersion('V1', { model: fraud(platform) });
  const google = new FakeGoogle();
  google.deployWorkflow('keep', REGISTRY_WORKFLOW as never);
  const first = told(synth());
  const runs = [first, { ...first, alias: 'v2', content: 'v2-0', status: 'v2-approved' }, { ...first, alias: 'v3', content: 'v3-0', how: 'copy', request: { sourceModel: 'projects/a/locations/b/models/c@1', encryptionSpec: { kmsKeyName: 'k' } } }];
  for (const run of [...runs, { ...first, action: 'remove' }]) expect(await google.run('keep', run)).toMatchObject({ state: 'SUCCEEDED' });
  const kinds = google.vertex.bodies.map(({ method, path }) => `${method} ${path.split(':').pop()!.split('/').pop()!}`);
  expect(kinds).toEqual(expect.arrayContaining(['POST upload', 'POST copy', 'POST mergeVersionAliases', 'DELETE deleteVersion', 'PATCH acme-ml-fraud@v1']));
  expect(vertexFindings(google.vertex.bodies) ?? '').toBe('');
});
