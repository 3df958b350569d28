import {
  App, AzurermBackend, CloudBackend, ConsulBackend, GcsBackend, HttpBackend, LocalBackend, NamedCloudWorkspace, NamedRemoteWorkspace, PgBackend,
  RemoteBackend, S3Backend, TaggedCloudWorkspaces, TerraformBackend, TerraformOutput, TerraformRemoteState, TerraformStack, Testing,
} from 'cdktf';
import { Construct } from 'constructs';
import { WorkloadsStack } from '../../../src/terraform/backends';
import { codesOfRefusedSynth, synthApp } from '../../support/terraform';
import { FakeResource } from '../../support/terraform/fakes';

/** The backends that are followed: how the main stack declares it, and what tells the derived state from the main one. */
const FOLLOWED: Record<string, { readonly declare: (stack: TerraformStack) => TerraformBackend; readonly derived: object }> = {
  s3: {
    declare: (stack) => new S3Backend(stack, { bucket: 'states', key: 'ml/prod.tfstate', region: 'eu-west-1', dynamodbTable: 'locks' }),
    derived: { bucket: 'states', key: 'ml/prod-Ml-workloads.tfstate', region: 'eu-west-1', dynamodb_table: 'locks' },
  },
  gcs: {
    declare: (stack) => new GcsBackend(stack, { bucket: 'states', prefix: 'ml/' }),
    derived: { bucket: 'states', prefix: 'ml/Ml-workloads' },
  },
  azurerm: {
    declare: (stack) => new AzurermBackend(stack, { resourceGroupName: 'states', storageAccountName: 'states', containerName: 'ml', key: 'prod' }),
    derived: { resource_group_name: 'states', storage_account_name: 'states', container_name: 'ml', key: 'prod-Ml-workloads' },
  },
  pg: {
    declare: (stack) => new PgBackend(stack, { connStr: 'postgres://states' }),
    derived: { conn_str: 'postgres://states', schema_name: expect.stringMatching(/^terraform_remote_state_ml_workloads_[0-9a-f]{8}$/) as string },
  },
  local: {
    declare: (stack) => new LocalBackend(stack, { path: 'states/prod.tfstate', workspaceDir: 'states/workspaces/' }),
    derived: { path: 'states/prod-Ml-workloads.tfstate', workspace_dir: 'states/workspaces-Ml-workloads' },
  },
};

const REFUSED: Record<string, (stack: TerraformStack) => TerraformBackend> = {
  cloud: (stack) => new CloudBackend(stack, { organization: 'acme', workspaces: new NamedCloudWorkspace('ml') }),
  remote: (stack) => new RemoteBackend(stack, { organization: 'acme', workspaces: new NamedRemoteWorkspace('ml') }),
  http: (stack) => new HttpBackend(stack, { address: 'https://states.acme.io/ml' }),
  consul: (stack) => new ConsulBackend(stack, { accessToken: 'token', path: 'ml' }),
  unknown: (stack) => new OwnBackend(stack, 'backend', 'acme'),
};

class OwnBackend extends TerraformBackend {
  public getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error('not readable');
  }
}

let app: App;
let main: TerraformStack;
let platform: Construct;
beforeEach(() => {
  app = Testing.app();
  main = new TerraformStack(app, 'main');
  platform = new Construct(main, 'Ml');
});

/** The main stack hands a value to the second, and the second one to a third. */
function withReferences(workloads: TerraformStack): void {
  const made = new FakeResource(platform, 'Cluster', 'terraform_data', { input: 'made' });
  const installed = new FakeResource(workloads, 'Chart', 'terraform_data', { input: made.getStringAttribute('output') });
  new TerraformOutput(new TerraformStack(app, 'third'), 'value', { value: installed.getStringAttribute('output'), staticId: true });
}

describe.each(Object.keys(FOLLOWED))('backend %s', (type) => {
  const { declare, derived } = FOLLOWED[type]!;

  test.each(['before', 'after'])('is followed under another name when it is declared %s the second stack', (order) => {
    if (order === 'before') declare(main);
    const workloads = WorkloadsStack.for(platform);
    if (order === 'after') declare(main);
    withReferences(workloads);

    const { stacks } = synthApp(app);
    expect(Object.keys(stacks).sort()).toEqual(['main', 'main-Ml-workloads', 'third']);
    expect(stacks['main-Ml-workloads']?.backend).toEqual({ type, config: derived });
    expect(stacks['main-Ml-workloads']?.backend.config).not.toEqual(stacks.main?.backend.config);
  });

  test('is read by whoever refers to the second stack', () => {
    declare(main);
    withReferences(WorkloadsStack.for(platform));
    const { stacks } = synthApp(app);
    const [read] = Object.values(stacks.third?.json.data?.terraform_remote_state ?? {});
    expect(read).toMatchObject({ backend: type, config: derived, workspace: '${terraform.workspace}' });
    expect(stacks.third?.outputs.value).toMatch(/^\$\{data\.terraform_remote_state\..*\.outputs\..*\}$/);
    const [fromMain] = Object.values(stacks['main-Ml-workloads']?.json.data?.terraform_remote_state ?? {});
    expect(fromMain).toMatchObject({ backend: type, config: stacks.main?.backend.config });
    expect(stacks.main?.json.output).toMatchObject({ [Object.keys(stacks.main?.json.output ?? {})[0] ?? '']: { sensitive: true } });
  });
});

describe.each(Object.keys(REFUSED))('backend %s', (type) => {
  test('is refused before anything is written', () => {
    REFUSED[type]?.(main);
    WorkloadsStack.for(platform);
    expect(codesOfRefusedSynth(app)).toEqual(['backends/not-followable']);
  });

  test('is no hindrance when the user says where the second state is', () => {
    REFUSED[type]?.(main);
    WorkloadsStack.for(platform, { backend: (stack) => new S3Backend(stack, { bucket: 'states', key: 'workloads' }) });
    expect(synthApp(app).stack('main-Ml-workloads').backend).toEqual({ type: 's3', config: { bucket: 'states', key: 'workloads' } });
  });
});

test('a backend that the user adds to the second stack goes before', () => {
  REFUSED.cloud?.(main);
  const workloads = WorkloadsStack.for(platform);
  new GcsBackend(workloads, { bucket: 'states', prefix: 'mine' });
  withReferences(workloads);
  const { stacks } = synthApp(app);
  expect(stacks['main-Ml-workloads']?.backend).toEqual({ type: 'gcs', config: { bucket: 'states', prefix: 'mine' } });
  expect(Object.values(stacks.third?.json.data?.terraform_remote_state ?? {})[0]?.config).toEqual({ bucket: 'states', prefix: 'mine' });
});

test('without a backend both stacks get a local file of their own', () => {
  withReferences(WorkloadsStack.for(platform));
  const { stacks } = synthApp(app);
  expect(stacks.main?.backend.config.path).toBe(`${process.cwd()}/terraform.main.tfstate`);
  expect(stacks['main-Ml-workloads']?.backend.config.path).toBe(`${process.cwd()}/terraform.main-Ml-workloads.tfstate`);
});

test('it is deployed after the main stack, and made once', () => {
  const workloads = WorkloadsStack.for(platform);
  expect(WorkloadsStack.for(platform)).toBe(workloads);
  expect(synthApp(app).stack('main-Ml-workloads').dependencies).toEqual(['main']);
});

describe('is refused', () => {
  test('when an override replaces the backend of the main stack', () => {
    main.addOverride('terraform.backend', { s3: { bucket: 'states', key: 'ml' } });
    WorkloadsStack.for(platform);
    expect(codesOfRefusedSynth(app)).toEqual(['backends/unknown']);
  });

  test('when the key is left to the command line', () => {
    new S3Backend(main, { bucket: 'states', key: '' });
    WorkloadsStack.for(platform);
    expect(codesOfRefusedSynth(app)).toEqual(['backends/not-followable']);
  });

  test('when the state of the main stack cannot be read', () => {
    new CloudBackend(main, { organization: 'acme', workspaces: new TaggedCloudWorkspaces(['ml']) });
    WorkloadsStack.for(platform, { backend: (stack) => new S3Backend(stack, { bucket: 'states', key: 'workloads' }) });
    expect(codesOfRefusedSynth(app)).toEqual(['backends/unreadable']);
  });

  test('when another stack keeps its state in the same place', () => {
    new S3Backend(main, { bucket: 'states', key: 'ml' });
    new S3Backend(new TerraformStack(app, 'other'), { bucket: 'states', key: 'ml-Ml-workloads', region: 'eu-west-1' });
    WorkloadsStack.for(platform);
    expect(codesOfRefusedSynth(app)).toEqual(['backends/shared-state']);
  });

  test('when the given backend is the one of the main stack', () => {
    new S3Backend(main, { bucket: 'states', key: 'ml' });
    WorkloadsStack.for(platform, { backend: (stack) => new S3Backend(stack, { bucket: 'states', key: 'ml' }) });
    expect(codesOfRefusedSynth(app)).toEqual(['backends/shared-state']);
  });

  test('when its name is taken', () => {
    new TerraformStack(app, 'main-Ml-workloads');
    expect(() => WorkloadsStack.for(platform)).toThrow('[backends/stack-name-taken]');
  });

  test('without an App', () => {
    const alone = new TerraformStack(undefined as unknown as Construct, 'alone');
    expect(() => WorkloadsStack.for(new Construct(alone, 'Ml'))).toThrow('[backends/no-app]');
  });
});

describe('a main stack below a scope of the App', () => {
  test('gets the second one as a sibling there', () => {
    const stage = new Construct(app, 'prod');
    const staged = new TerraformStack(stage, 'staged');
    WorkloadsStack.for(new Construct(new Construct(staged, 'Team'), 'Ml'));
    expect(Object.keys(synthApp(app).stacks)).toContain('staged-Team-Ml-workloads');
    expect(stage.node.tryFindChild('staged-Team-Ml-workloads')).toBeDefined();
  });

  test('is refused when another scope has a stack of that name, since cdktf would write one over the other', () => {
    for (const name of ['dev', 'prod']) {
      const stack = new TerraformStack(new Construct(app, name), 'ml');
      new S3Backend(stack, { bucket: name, key: 'ml' });
      WorkloadsStack.for(new Construct(stack, 'Ml'));
    }
    expect(codesOfRefusedSynth(app)).toEqual(['backends/stack-name-taken', 'backends/stack-name-taken']);
  });
});
