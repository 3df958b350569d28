import { Approval, Model, ModelCard, ModelStage, ModelVersionProps, Profile, Promotion, RiskRating, Runtime } from '../../../src/core';
import { Identity, MlRegistry, ModelRegistry, ModelRegistryProps } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { Bench, SOMEBODY } from '../support/stacks';

const ADA = Identity.user('22222222-2222-3333-4444-555555555555');
const DEPLOYER = '66666666-7777-8888-9999-000000000000';
const PROMOTIONS = [Promotion.to(ModelStage.PRODUCTION, DEPLOYER)];
const CARD = ModelCard.of({
  description: 'Scores payments',
  owner: 'ada@acme.io',
  intendedUse: 'Holds payments',
  riskRating: RiskRating.HIGH,
  metrics: [{ metricName: 'auc', value: 0.93, dataset: 'june' }],
  details: { reviewed: 'yes' },
});

function registered(props: Partial<ModelRegistryProps> = {}, profile = Profile.production()) {
  const bench = new Bench();
  const platform = bench.platform({ platformName: 'acme-ml', profile });
  const registry = new ModelRegistry(platform, 'Fraud', { platform, approvers: { 'ada@acme.io': ADA }, ...props });
  const model = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5'));
  return { bench, platform, registry, model, synth: () => bench.synth().stack('ml') };
}

function versioned(props: Partial<ModelVersionProps> = {}, registry: Partial<ModelRegistryProps> = {}, profile?: Profile): SynthesizedStack {
  const made = registered(registry, profile);
  made.registry.addVersion('1', { model: made.model, ...props });
  return made.synth();
}

const version = (stack: SynthesizedStack) => stack.resource('azapi_resource', 'Fraud/1/Resource');

/** The roles that are given, with what they may, and on what. */
function given(stack: SynthesizedStack): Array<{ readonly who: string; readonly what: string[]; readonly on: string }> {
  const roles = stack.resources('azurerm_role_definition');
  return Object.entries(stack.resources('azurerm_role_assignment')).filter(([address]) => address.includes('Fraud_Grant')).map(([, { principal_id: who, role_definition_id: role, scope: on }]) => {
    const [address] = /azurerm_role_definition\.[\w-]+/.exec(role as string)!;
    const [, { permissions }] = Object.entries(roles).find(([name]) => address.endsWith(name))!;
    return { who: who as string, what: (permissions as Array<{ actions: string[] }>)[0]!.actions, on: on as string };
  });
}

describe('who may do what', () => {
  test('approvers alone share a version; who deploys elsewhere reads what is shared, and nothing of the workspace', () => {
    const made = registered({ stage: ModelStage.STAGING, promotions: PROMOTIONS });
    made.registry.grantRegister(Identity.group(SOMEBODY));
    const rights = given(made.synth());
    expect(rights.filter(({ what }) => what.includes('Microsoft.MachineLearningServices/registries/assets/write')).map(({ who }) => who)).toEqual([ADA.identityName]);
    const deployer = rights.filter(({ who }) => who === DEPLOYER);
    expect(deployer.map(({ what }) => what)).toEqual([['Microsoft.MachineLearningServices/registries/read', 'Microsoft.MachineLearningServices/registries/assets/read']]);
    expect(deployer[0]!.on).toContain('Fraud_Shared');
  });

  test('nobody gets a wildcard, or may delete', () => {
    const made = registered({ stage: ModelStage.STAGING, promotions: PROMOTIONS });
    made.registry.grantRead(Identity.group(SOMEBODY));
    made.registry.grantRegister(Identity.group(SOMEBODY));
    given(made.synth()).flatMap(({ what }) => what).forEach((action) => expect(action).not.toMatch(/\*|delete/));
  });

  test('reads without writing', () => {
    const made = registered();
    made.registry.grantRead(Identity.group(SOMEBODY));
    const [right] = given(made.synth()).filter(({ who }) => who === SOMEBODY);
    expect(right!.what.filter((action) => !action.endsWith('/read'))).toEqual([]);
  });
});

describe('a version', () => {
  test('differs by its approval in tags only, and is replaced for other files only', () => {
    const [pending, approved] = [versioned(), versioned({ approval: Approval.approved('ada@acme.io', 'AUC 0.93') })].map(version);
    expect(approved!.body.properties.tags).toEqual({
      ...pending!.body.properties.tags, 'approval': 'approved', 'decided-by': 'ada@acme.io', 'decided-why': 'AUC 0.93',
    });
    const { tags: _pending, ...before } = pending!.body.properties;
    const { tags: _approved, ...after } = approved!.body.properties;
    expect(after).toEqual(before);
    expect(approved!.replace_triggers_refs).toEqual(['properties.modelType', 'properties.modelUri']);
  });

  test('has its stage, its card, and where its files lie', () => {
    const { properties } = version(versioned({ card: CARD })).body;
    expect(properties).toMatchObject({ modelType: 'custom_model', stage: 'production' });
    expect(properties.modelUri).toMatch(/^azureml:\/\/datastores\/.*\/paths\/fraud\/1\/$/);
    expect(properties.tags).toMatchObject({ 'card.description': 'Scores payments', 'card.riskRating': 'High', 'metric.auc.june': '0.93', 'card.details.reviewed': 'yes', 'approval': 'pending' });
  });

  test('is held in production, and is not in a trial', () => {
    const held = (profile: Profile) => version(versioned({}, {}, profile)).lifecycle?.prevent_destroy as boolean;
    expect([held(Profile.production()), held(Profile.development())]).toEqual([true, false]);
  });

  test('that another program shares stays where it is; what is decided here is a tag of the model', () => {
    const made = registered();
    const staging = ModelRegistry.fromAttributes(made.platform, 'Staging', { modelName: 'fraud', sharedRegistryName: 'acme-shared', stage: ModelStage.STAGING });
    const taken = made.registry.addVersion('7', { model: Model.fromRegistry(staging.version('7'), Runtime.sklearn('1.5')), approval: Approval.approved('ada@acme.io') });
    expect(taken.versionId).toBe('azureml://registries/acme-shared/models/fraud/versions/7');
    expect(made.synth().resource('azapi_resource', 'Fraud/Resource').body.properties.tags).toMatchObject({
      'version.7': 'approved, ada@acme.io, azureml://registries/acme-shared/models/fraud/versions/7',
    });
  });
});

describe('what cannot be is refused', () => {
  test.each<[string, Partial<ModelRegistryProps>, string]>([
    ['no approver in production', { approvers: {} }, 'models/no-approver'],
    ['an approver of another cloud', { approvers: { ada: { identitySystem: 'aws', identityName: 'arn' } } }, 'identity/wrong-target'],
    ['a promotion to no principal', { stage: ModelStage.STAGING, promotions: [Promotion.to(ModelStage.PRODUCTION, 'acme-prod')] }, 'models/promotion-place'],
    ['a model after which no registry of Azure ML can be named', { stage: ModelStage.STAGING, promotions: PROMOTIONS, modelName: 'x'.repeat(40) }, 'core/name-length'],
  ])('%s', (_, props, code) => expect(codesOf(() => registered(props))).toContain(code));

  test('a version that has no files, and one whose name Azure ML does not take', () => {
    const { registry, platform, model } = registered();
    expect(codesOf(() => registry.addVersion('1', { model: Model.fromImage(platform.registry.imageUri('serving', '1')) }))).toEqual(['models/version-files']);
    const own = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.image(platform.registry.imageUri('serving', '1')), { port: 9000 });
    expect(codesOf(() => registry.addVersion('1', { model: own }))).toEqual(['models/container']);
    expect(codesOf(() => registry.addVersion('one two', { model }))).toEqual(['core/name-illegal']);
    expect(codesOf(() => registry.addVersion('2', { model: Model.fromRegistry(registry.version('1'), Runtime.sklearn('1.5')) }))).toEqual(['models/own-version']);
  });

  test("what is another program's", () => {
    const { platform, model } = registered();
    const staging = ModelRegistry.fromAttributes(platform, 'Staging', { modelName: 'fraud', sharedRegistryName: 'acme-shared', stage: ModelStage.STAGING });
    expect(codesOf(() => staging.addVersion('1', { model }))).toEqual(['models/foreign-registry']);
    expect(codesOf(() => staging.grantRead(ADA))).toEqual(['models/foreign-registry']);
  });
});

test('people are told of changes; what auditors ask and the way to share are commands in outputs', () => {
  const stack = registered({ stage: ModelStage.STAGING, promotions: PROMOTIONS }).synth();
  expect(stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'Fraud/Changed/Resource')).toMatchObject({ name: 'acme-ml-fraud-changed', severity: 3 });
  expect(stack.outputs.fraud_audit_command).toMatch(
    /^az monitor log-analytics query --workspace "\$\(az resource show --ids \S+ --query properties\.customerId .*--analytics-query 'AmlModelsEvent \| where AmlModelName == "acme-ml-fraud"[^']*'$/,
  );
  expect(JSON.stringify(stack.outputs.fraud_share_command)).toContain('--registry-name acme-ml-fraud');
});

/** What each text of Terraform takes for its own. */
const WRITTEN = 'AUC of ${x} "0.93", a %{ if } b';

test('the real plugins take a registry with everything', () => {
  const { bench, platform, registry, model } = registered({ stage: ModelStage.STAGING, promotions: PROMOTIONS, description: WRITTEN, card: CARD });
  registry.addVersion('1', { model, approval: Approval.rejected('ada@acme.io', WRITTEN), description: WRITTEN });
  const staging = ModelRegistry.fromAttributes(platform, 'Staging', { modelName: 'fraud', sharedRegistryName: 'acme-shared', stage: ModelStage.DEVELOPMENT });
  registry.addVersion('2', { model: Model.fromRegistry(staging.version('7'), Runtime.sklearn('1.5')) });
  registry.grantRead(Identity.group(SOMEBODY));
  const shared = new MlRegistry(platform, 'Hub', { platform });
  new ModelRegistry(bench.newStack('team'), 'Churn', { platform, stage: ModelStage.DEVELOPMENT, approvers: { ada: ADA }, promotions: PROMOTIONS, sharedRegistry: shared });
  Object.values(bench.synth().stacks).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
  expectPassed(terraformMockedApply(bench.synth().stack('ml')));
}, 240_000);
