import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Approval, Model, ModelCard, ModelStage, ModelVersionProps, Promotion, Runtime } from '../../../src/core';
import { Mlflow } from '../../../src/kubernetes';
import { Identity, MlPlatform, MlPlatformProps, ModelRegistry, ModelRegistryProps, TrainingCluster } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, synthApp, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { ATTRIBUTES, CPUS, LEAST, newStack, releaseOf } from '../training/clusters';
import { MlflowServer } from './mlflow-server';

const ADA = Identity.user('ada@acme.io');
const TRAINER = Identity.serviceAccount('vision', 'trainer');
const PERSONAS = {
  dataScientists: [Identity.group('acme:science')],
  mlEngineers: [Identity.group('acme:ml')],
  reviewers: [Identity.group('acme:review')],
  ci: [Identity.serviceAccount('ci', 'deployer')],
};

function registered(props: Partial<ModelRegistryProps> = {}, platformProps: Partial<MlPlatformProps> = {}) {
  const { app, stack } = newStack();
  const platform = new MlPlatform(stack, 'Ml', { ...LEAST, platformName: 'acme-ml', ...platformProps });
  const registry = new ModelRegistry(platform, 'Fraud', { platform, approvers: { 'ada@acme.io': ADA }, ...props });
  const model = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.sklearn('1.5'));
  return { app, platform, registry, model, synth: () => synthApp(app).stack(stack.node.id) };
}

function versioned(...versions: Array<Partial<ModelVersionProps>>): SynthesizedStack {
  const { registry, model, synth } = registered();
  versions.forEach((props, i) => registry.addVersion(`v${i + 1}`, { model, ...props }));
  return synth();
}

const inNamespace = (name: string) => ({ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': name } } });
const ANYWHERE = { ip_block: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } };

const data = (stack: SynthesizedStack, path: string) => stack.resource('kubernetes_config_map_v1', path).data as Record<string, string>;

/** Verbs on ConfigMaps by whoever has them. */
function given(stack: SynthesizedStack): Array<{ readonly who: string; readonly verbs: string[]; readonly maps: string }> {
  const bindings = Object.values(stack.resources('kubernetes_role_binding_v1')).filter(({ metadata }) => (metadata.name as string).startsWith('acme-ml-fraud-'));
  return bindings.map(({ metadata, subject }) => {
    const role = Object.values(stack.resources('kubernetes_role_v1')).find((one) => one.metadata.name === metadata.name)!;
    expect(role.rule).toHaveLength(1);
    expect(role.rule[0].resources).toEqual(['configmaps']);
    return { who: subject[0].name as string, verbs: role.rule[0].verbs as string[], maps: JSON.stringify(role.rule[0].resource_names) };
  });
}

describe('who may do what', () => {
  test('approvers alone change decisions; who registers changes submissions only', () => {
    const made = registered();
    made.registry.grantRegister(TRAINER);
    const changes = given(made.synth()).filter(({ verbs }) => verbs.includes('patch'));
    expect(changes.map(({ who, maps }) => [who, /Sync_(\w+?)_/.exec(maps)![1]])).toEqual([['ada@acme.io', 'Decisions'], ['trainer', 'Submissions']]);
    changes.forEach(({ verbs, maps }) => {
      expect(verbs).not.toContain('delete');
      expect(JSON.parse(maps)).toHaveLength(1);
    });
  });

  test('personas look, reviewers decide, and nobody else of them changes anything where registries are', () => {
    const { synth, registry } = registered({}, { personas: PERSONAS });
    registry.grantRegister(TRAINER);
    const stack = synth();
    const changes = given(stack).filter(({ verbs }) => verbs.includes('patch'));
    expect(changes.map(({ who, maps }) => [who, /Sync_(\w+?)_/.exec(maps)![1]]).sort()).toEqual([['acme:review', 'Decisions'], ['ada@acme.io', 'Decisions'], ['trainer', 'Submissions']]);
    const look = Object.values(stack.resources('kubernetes_role_v1')).find(({ metadata }) => metadata.name === 'acme-ml-models-look')!;
    expect((look.rule as Array<{ verbs: string[]; resources: string[] }>).flatMap(({ verbs }) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(verb))).toEqual([]);
    expect(JSON.stringify(look.rule)).not.toContain('secrets');
    const [held] = Object.values(stack.resources('kubernetes_role_binding_v1')).filter(({ metadata }) => metadata.name === 'acme-ml-models-look');
    expect((held!.subject as Array<{ name: string }>).map(({ name }) => name)).toEqual(['acme:science', 'acme:ml', 'acme:review']);
  });

  test('the service accounts of a namespace that versions go on to read, and change nothing', () => {
    const made = registered({ stage: ModelStage.STAGING, promotions: [Promotion.to(ModelStage.PRODUCTION, 'ml-production')] });
    const rights = given(made.synth()).filter(({ who }) => who === 'system:serviceaccounts:ml-production');
    expect(rights.map(({ verbs }) => verbs)).toEqual([['get', 'watch']]);
  });

  test('what people wrote is never taken back by a deployment', () => {
    const stack = registered().synth();
    ['Decisions', 'Submissions'].forEach((map) => expect(stack.resource('kubernetes_config_map_v1', `Sync/${map}`).lifecycle).toEqual({ ignore_changes: ['data'], prevent_destroy: true }));
  });

  test('the job that brings MLflow up to date has no rights in the cluster', () => {
    const stack = registered().synth();
    const { spec } = stack.resource('kubernetes_cron_job_v1');
    const pod = spec.job_template.spec.template.spec;
    expect(pod.automount_service_account_token).toBe(false);
    expect(pod.container[0].security_context).toMatchObject({ read_only_root_filesystem: true, run_as_non_root: true });
    expect(spec.concurrency_policy).toBe('Forbid');
  });

  test.each<[string | undefined, object, string | undefined]>([
    [undefined, inNamespace('mlflow'), '5000'],
    ['http://tracking.tools.svc.cluster.local', inNamespace('tools'), undefined],
    ['https://mlflow.acme.io', ANYWHERE, '443'],
    ['http://10.1.2.3:5001/mlflow', ANYWHERE, '5001'],
  ])('it reaches MLflow at %s, and names', (trackingUri, to, port) => {
    const { egress, pod_selector: pods } = registered({ trackingUri }).synth().resource('kubernetes_network_policy_v1', 'Sync/AllowMlflow').spec;
    expect(pods.match_labels).toEqual({ 'ml-platform-constructs.dev/registry': 'acme-ml-fraud' });
    expect(egress[0]).toEqual({ to: [to], ports: [{ ...(port === undefined ? {} : { port }), protocol: 'TCP' }] });
    expect((egress[1].ports as Array<{ port: string }>).map((door) => door.port)).toEqual(['53', '53']);
    expect(egress).toHaveLength(2);
  });
});

describe('the namespace of registries', () => {
  const placesOf = (stack: SynthesizedStack) => ['kubernetes_config_map_v1', 'kubernetes_cron_job_v1']
    .flatMap((type) => Object.values(stack.resources(type)))
    .filter(({ metadata }) => metadata.labels['ml-platform-constructs.dev/registry'])
    .map(({ metadata }) => metadata.namespace as string);

  test('is one for all of a platform, closed, restricted, and held in production', () => {
    const { platform, synth } = registered();
    platform.addModelRegistry('Churn', { approvers: { ada: ADA } });
    const stack = synth();
    const namespaces = Object.values(stack.resources('kubernetes_namespace_v1')).filter(({ metadata }) => metadata.name === 'acme-ml-models');
    expect(namespaces).toHaveLength(1);
    expect(namespaces[0]!.metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
    expect(namespaces[0]!.lifecycle).toEqual({ prevent_destroy: true });
    expect(new Set(placesOf(stack))).toEqual(new Set([expect.stringMatching(/^\$\{kubernetes_namespace_v1\.Ml_ModelsNamespace_/)]));
    const closed = stack.resource('kubernetes_network_policy_v1', 'ModelsNamespace/Resource/DenyAll').spec;
    expect(closed).toEqual({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] });
  });

  test("is not the platform's, whose ConfigMaps personas change", () => {
    const stack = registered({}, { personas: PERSONAS }).synth();
    const writers = Object.values(stack.resources('kubernetes_role_v1'))
      .filter(({ rule }) => (rule as Array<{ resources: string[]; verbs: string[]; resource_names?: string[] }>).some(({ resources, verbs, resource_names: names }) => resources.includes('configmaps') && verbs.includes('patch') && !names));
    expect(writers.length).toBeGreaterThan(0);
    writers.forEach(({ metadata }) => expect(placesOf(stack)).not.toContain(metadata.namespace));
    expect(codesOf(() => registered({ existingNamespace: 'acme-ml' }))).toEqual(['models/namespace']);
  });

  test('may be there already, of another program of the platform', () => {
    const { app, stack } = newStack('models');
    const platform = MlPlatform.fromAttributes(stack, 'Ml', ATTRIBUTES);
    new ModelRegistry(stack, 'Churn', { platform, approvers: { ada: ADA }, existingNamespace: 'acme-ml-models' });
    const made = synthApp(app).stack('models');
    expect(Object.keys(made.resources('kubernetes_namespace_v1'))).toEqual([]);
    expect(new Set(placesOf(made))).toEqual(new Set(['acme-ml-models']));
    expect(Object.keys(made.resources('kubernetes_network_policy_v1'))).toHaveLength(1);
  });

  test('is what its alarm looks at, and what approvers are told', () => {
    const stack = registered().synth();
    const [{ spec }] = releaseOf(stack, 'acme-ml-fraud-registry-stale').manifests as [Attributes];
    expect(spec.groups[0].rules[0].expr).toContain('kube_job_status_failed{namespace="acme-ml-models"');
    expect(spec.groups[0].rules[0].annotations.description).toContain('acme-ml-fraud-sync in acme-ml-models');
    expect(Object.keys(stack.outputs)).toContain('fraud_namespace');
  });
});

describe('a version', () => {
  test('differs by its approval in one key of a ConfigMap', () => {
    const [pending, approved] = [versioned({}), versioned({ approval: Approval.approved('ada@acme.io', 'AUC 0.93') })];
    const said = (stack: SynthesizedStack) => JSON.parse(data(stack, 'Sync/Versions').v1!) as { tags: Record<string, string> };
    expect(said(approved)).toEqual({ ...said(pending), tags: { ...said(pending).tags, 'approval': 'approved', 'decided-by': 'ada@acme.io', 'decided-why': 'AUC 0.93' } });
    expect(approved.addresses).toEqual(pending.addresses);
  });

  test('has where its files lie, its runtime and its card', () => {
    const card = ModelCard.of({ description: 'Scores payments', owner: 'ada', intendedUse: 'Holds them' });
    const version = JSON.parse(data(versioned({ card, description: 'the first' }), 'Sync/Versions').v1!) as object;
    expect(version).toMatchObject({ source: expect.stringMatching(/^s3:\/\/.*\/fraud\/1$/) as string, description: 'the first', tags: { 'card.description': 'Scores payments', 'runtime': 'sklearn 1.5', 'approval': 'pending' } });
  });

  test("is taken over from another program's registry, or from one beside it with its files", () => {
    const { platform, registry, model } = registered();
    const imported = ModelRegistry.fromAttributes(platform, 'Staging', { modelName: 'fraud', stage: ModelStage.STAGING });
    const beside = new ModelRegistry(platform, 'Trial', { platform, stage: ModelStage.DEVELOPMENT, approvers: { ada: ADA } }).addVersion('one', { model, approval: Approval.approved('ada') });
    registry.addVersion('a', { model: Model.fromRegistry(imported.version('7')) });
    const taken = registry.addVersion('b', { model: Model.fromRegistry(beside) });
    expect(taken.versionId).toBe('models:/acme-ml-fraud@version-b');
    expect((taken as unknown as { _artifact: { uri: string } })._artifact.uri).toMatch(/fraud\/1$/);
  });
});

describe('what cannot be is refused', () => {
  test.each<[string, Partial<ModelRegistryProps>, string]>([
    ['no approver in production', { approvers: {} }, 'models/no-approver'],
    ['an approver of another cloud', { approvers: { ada: { identitySystem: 'aws', identityName: 'arn' } } }, 'identity/wrong-target'],
    ['a server of no address', { trackingUri: 'mlflow.acme.io' }, 'models/tracking-uri'],
    ['a server that speaks something else', { trackingUri: 'databricks://acme' }, 'models/tracking-uri'],
    ['a name that is too long for its ConfigMaps', { modelName: 'x'.repeat(41) }, 'core/name-length'],
  ])('%s', (_, props, code) => expect(codesOf(() => registered(props))).toContain(code));

  test('a version without files, with a name that is no key, or of another program', () => {
    const { platform, registry, model } = registered();
    expect(codesOf(() => registry.addVersion('a', { model: Model.fromImage('harbor.acme.internal/ml/serving:1') }))).toEqual(['models/version-files']);
    const own = Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.image('harbor.acme.internal/ml/serving:1'), { port: 9000 });
    expect(codesOf(() => registry.addVersion('a', { model: own }))).toEqual(['models/container']);
    expect(codesOf(() => registry.addVersion('a b', { model }))).toEqual(['core/name-illegal']);
    const imported = ModelRegistry.fromAttributes(platform, 'Staging', { modelName: 'fraud', stage: ModelStage.STAGING });
    expect(codesOf(() => imported.addVersion('a', { model }))).toEqual(['models/foreign-registry']);
    expect(codesOf(() => imported.grantRegister(ADA))).toEqual(['models/foreign-registry']);
  });
});

const python = ['python3', 'python'].find((command) => spawnSync(command, ['--version']).status === 0);
if (python === undefined) process.stderr.write('SKIPPED what brings MLflow up to date: no Python\n');

(python === undefined ? describe.skip : describe)('what brings MLflow up to date', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sync-'));
  let mlflow: MlflowServer;
  let uri: string;

  beforeEach(async () => {
    mlflow = new MlflowServer();
    uri = await mlflow.start();
  });

  afterEach(() => {
    mlflow.stop();
    ['versions', 'submissions', 'decisions'].forEach((map) => rmSync(join(folder, map), { recursive: true, force: true }));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const write = (map: string, entries: Record<string, string>) => {
    mkdirSync(join(folder, map), { recursive: true });
    Object.entries(entries).forEach(([key, text]) => writeFileSync(join(folder, map, key), text));
  };

  /** Runs the script as the CronJob does, with its folders here. */
  async function run(stack: SynthesizedStack): Promise<{ readonly status: number | null; readonly said: string }> {
    write('versions', data(stack, 'Sync/Versions'));
    const script = data(stack, 'Sync/Script')['sync.py']!.replace(/"\/(versions|submissions|decisions)"/g, (_, map: string) => JSON.stringify(join(folder, map)));
    const program = spawn(python!, ['-c', script], { env: { PATH: process.env.PATH, MLFLOW_TRACKING_URI: uri, MODEL: 'acme-ml-fraud', STAGE: 'production' } });
    let said = '';
    [program.stdout, program.stderr].forEach((stream) => stream.on('data', (chunk) => { said += String(chunk); }));
    const status = await new Promise<number | null>((resolve) => void program.on('close', resolve));
    return { status, said };
  }

  test('makes a version once, and approves it in place', async () => {
    expect(await run(versioned({}))).toMatchObject({ status: 0 });
    expect(await run(versioned({}))).toMatchObject({ status: 0 });
    expect(mlflow.versions).toHaveLength(1);
    expect(mlflow.aliases).toEqual({ 'version-v1': '1' });
    await run(versioned({ approval: Approval.approved('ada@acme.io') }));
    expect(mlflow.versions).toEqual([expect.objectContaining({ version: '1', tags: expect.objectContaining({ 'approval': 'approved', 'decided-by': 'ada@acme.io' }) as object })]);
    expect(mlflow.aliases.production).toBe('1');
  });

  test('has the stage stand for the last approved version, and for none that was rejected', async () => {
    const approved = Approval.approved('ada@acme.io');
    await run(versioned({ approval: approved }, { approval: approved }, {}));
    expect(mlflow.aliases.production).toBe('2');
    await run(versioned({ approval: approved }, { approval: Approval.rejected('ada@acme.io', 'slow') }, {}));
    expect(mlflow.aliases.production).toBe('1');
    await run(versioned({}, {}, {}));
    expect(mlflow.aliases.production).toBeUndefined();
  });

  test('takes the word of approvers before that of the program, and back what somebody changed in MLflow', async () => {
    write('decisions', { v1: 'approved looks good' });
    await run(versioned({}));
    expect(mlflow.versions[0]!.tags).toMatchObject({ 'approval': 'approved', 'decided-why': 'looks good' });
    write('decisions', { v1: 'rejected no' });
    mlflow.aliases.production = '1';
    await run(versioned({ approval: Approval.approved('ada@acme.io') }));
    expect(mlflow.versions[0]!.tags.approval).toBe('rejected');
    expect(mlflow.aliases.production).toBeUndefined();
  });

  test('registers what was submitted, which approves nothing by itself', async () => {
    write('submissions', { june: JSON.stringify({ source: 's3://models/june', tags: { approval: 'approved' } }) });
    await run(versioned({}));
    expect(mlflow.versions.map(({ source, tags }) => [source, tags.approval])).toContainEqual(['s3://models/june', 'pending']);
    expect(mlflow.aliases).not.toHaveProperty('production');
  });

  test('refuses other files in a version, and a decision that is none', async () => {
    await run(versioned({}));
    const { registry, platform, synth } = registered();
    registry.addVersion('v1', { model: Model.fromArtifact(platform.artifacts.path('fraud/2'), Runtime.sklearn('1.5')) });
    const changed = await run(synth());
    expect(changed.status).not.toBe(0);
    expect(changed.said).toContain('never changes');
    write('decisions', { v1: 'ok' });
    expect((await run(versioned({}))).said).toContain("begins with 'ok'");
  });
});

/** What each text of Terraform takes for its own. */
const WRITTEN = 'AUC of ${x} "0.93", a %{ if } b';

test('the real plugins take MLflow and a registry with everything', () => {
  const { app, platform, registry, model } = registered({ stage: ModelStage.STAGING, description: WRITTEN, promotions: [Promotion.to(ModelStage.PRODUCTION, 'ml-production')], credentialsSecret: 'mlflow' }, { personas: PERSONAS });
  platform.addModelRegistry('Churn', { approvers: { ada: ADA } });
  new ModelRegistry(platform, 'Trial', { platform, approvers: { ada: ADA }, trackingUri: 'http://mlflow.tools.svc', existingNamespace: 'models' });
  registry.addVersion('june', { model, description: WRITTEN, approval: Approval.rejected('ada@acme.io', WRITTEN) });
  registry.grantRegister(TRAINER);
  new TrainingCluster(platform, 'Train', { platform, nodeGroups: [CPUS] }).install(new Mlflow({
    namespaces: ['acme-ml', 'acme-ml-models'],
    database: { host: 'postgres.acme.internal', databaseName: 'mlflow', credentialsSecret: 'mlflow-database' },
    artifacts: { endpoint: 'https://s3.acme.internal', bucketName: 'mlflow', credentialsSecret: 'mlflow-s3' },
  }));
  Object.values(synthApp(app).stacks).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
  const stack = synthApp(app).stack('ml');
  const named = (type: string, part: string) => `${type}.${Object.keys(stack.resources(type)).find((address) => address.includes(part))!}`;
  const written = JSON.stringify(WRITTEN).replaceAll('${', () => '$${').replaceAll('%{', '%%{');
  const said = `jsondecode(${named('kubernetes_config_map_v1', 'Ml_Fraud_Sync_Versions')}.data.june)`;
  expectPassed(terraformMockedApply(stack, {
    expect: [
      `${said}.description == ${written}`,
      `${said}.tags["decided-why"] == ${written}`,
      `contains(${named('kubernetes_cron_job_v1', 'Ml_Fraud_')}.spec[0].job_template[0].spec[0].template[0].spec[0].container[0].env[*].value, ${written})`,
    ],
  }));
}, 240_000);
