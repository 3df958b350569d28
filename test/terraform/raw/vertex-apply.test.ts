import { spawn } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { TerraformStack, Testing } from 'cdktf';
import { MainProviderWish, RestfulOperation, RestfulResource, useProviders, vertexOperation, vertexWish } from '../../../src/terraform';
import { synthApp, SynthesizedStack } from '../../support/terraform';
import { FakeProvider } from '../../support/terraform/fakes';
import { terraformFor } from '../../support/terraform/plugins';
import { VertexServer } from '../../support/terraform/vertex-server';

const TOKEN = 'a-very-secret-token';
const PARENT = '/projects/acme/locations/europe-west4';
const ENDPOINT = `${PARENT}/endpoints/1`;
const google: MainProviderWish = { kind: 'google', make: (scope) => new FakeProvider(scope, 'Google', { type: 'google' }) };

function synth(baseUrl: string): SynthesizedStack {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'stack');
  useProviders(stack, google, vertexWish({ location: 'europe-west4', google }));
  const model = new RestfulResource(stack, 'Model', {
    path: `${PARENT}/models:upload`,
    readPath: `${PARENT}/models/fraud`,
    body: { modelId: 'fraud', model: { displayName: 'fraud' } },
    writeOnly: ['modelId', 'model'],
    pollCreate: vertexOperation(1),
    pollDelete: vertexOperation(1),
  });
  new RestfulOperation(stack, 'Deployment', {
    method: 'POST',
    path: `${ENDPOINT}:deployModel`,
    body: { deployedModel: { id: '17' } },
    poll: vertexOperation(1),
    deleteMethod: 'POST',
    deletePath: `${ENDPOINT}:undeployModel`,
    deleteBody: { deployedModelId: '17' },
    pollDelete: vertexOperation(1),
    dependsOn: [model],
  });
  stack.addOverride('terraform.backend', { local: { path: 'terraform.tfstate' } });
  stack.allProviders().find((p) => p.terraformResourceType === 'restful')?.addOverride('base_url', baseUrl);
  return synthApp(app).only;
}

describe('a model and its deployment, through the real plugin against a local server', () => {
  const server = new VertexServer(TOKEN);
  let stack: SynthesizedStack;
  let env: NodeJS.ProcessEnv | undefined;
  beforeAll(async () => {
    stack = synth(await server.start());
    const runnable = terraformFor(stack);
    if ('missing' in runnable) process.stderr.write(`SKIPPED ${stack.name}: ${runnable.missing}\n`);
    else env = { ...runnable.env, TF_VAR_vertex_token: TOKEN };
  });
  afterAll(() => server.stop());

  async function terraform(...args: string[]): Promise<{ status: number; output: string }> {
    const child = spawn('terraform', [...args, '-no-color', '-input=false'], { cwd: stack.directory, env });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    const status = await new Promise<number>((ended) => child.on('close', (code) => ended(code ?? 1)));
    return { status, output };
  }

  test('apply, empty plan, destroy in the right order; a failed operation fails the apply; the token is in no state', async () => {
    if (!env) return;
    expect(await terraform('init')).toMatchObject({ status: 0 });

    server.failNext = 'unreadable';
    const failed = await terraform('apply', '-auto-approve');
    expect(failed.status).toBe(1);
    expect(failed.output).toContain('unreadable');

    server.changes.length = 0;
    expect(await terraform('apply', '-auto-approve')).toMatchObject({ status: 0 });
    expect(server.changes).toEqual(['POST models:upload', 'POST 1:deployModel']);
    expect(await terraform('plan', '-detailed-exitcode')).toMatchObject({ status: 0 });
    expect(readFileSync(join(stack.directory, 'terraform.tfstate'), 'utf8')).not.toContain(TOKEN);

    server.changes.length = 0;
    expect(await terraform('destroy', '-auto-approve')).toMatchObject({ status: 0 });
    expect(server.changes).toEqual(['POST 1:undeployModel', 'DELETE fraud']);
  }, 120_000);
});
