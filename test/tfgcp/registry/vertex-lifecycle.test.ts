import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { VertexModel } from '../../../src/tfgcp';
import { synthApp, SynthesizedStack } from '../../support/terraform';
import { terraformFor } from '../../support/terraform/plugins';
import { importedPlatform, stackIn } from '../platforms';
import { FakeVertex } from './fake-vertex';

const TOKEN = 'only-for-this-run';

/** A stack with nothing but a model, so that the plugin of restful is the only one that works. */
function program(key: string): SynthesizedStack {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }));
  const stack = stackIn(app, 'model');
  const platform = importedPlatform(stack);
  new VertexModel(stack, 'Fraud', { platform, artifacts: platform.artifacts.path(key), container: { imageUri: 'europe-docker.pkg.dev/acme/xgboost:1' } });
  return synthApp(app).stack('model');
}

const terraform = terraformFor(program('fraud/1'));

describe('a model lives and dies with its resource', () => {
  let vertex: FakeVertex;
  let directory: string;
  beforeEach(async () => {
    vertex = await FakeVertex.start();
    directory = mkdtempSync(join(tmpdir(), 'vertex-'));
  });
  afterEach(() => vertex.stop());

  async function run(...args: string[]): Promise<{ status: number | null; output: string }> {
    const env = { ...('env' in terraform ? terraform.env : process.env), TF_VAR_vertex_token: TOKEN };
    const child = spawn('terraform', args, { cwd: directory, env });
    let output = '';
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (data: Buffer) => (output += data.toString())));
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { status, output };
  }

  async function apply(key: string): Promise<{ status: number | null; output: string }> {
    const { backend: _backend, ...settings } = program(key).json.terraform ?? {};
    const text = JSON.stringify({ ...program(key).json, terraform: settings });
    writeFileSync(join(directory, 'cdk.tf.json'), text
      .replace(/https:\/\/europe-west4-aiplatform\.googleapis\.com\/v1/g, vertex.url)
      .replace(/"default_delay_sec":10/g, '"default_delay_sec":1'));
    if (!existsSync(join(directory, '.terraform'))) expect(await run('init', '-input=false')).toMatchObject({ status: 0 });
    return run('apply', '-auto-approve', '-input=false', '-no-color');
  }

  const possible = 'env' in terraform ? test : test.skip;

  possible('apply, empty plan, a new model before the old one goes, destroy; and no token in the state', async () => {
    expect(await apply('fraud/1')).toMatchObject({ status: 0 });
    expect(await run('plan', '-detailed-exitcode', '-input=false')).toMatchObject({ status: 0 });
    expect(await apply('fraud/2')).toMatchObject({ status: 0 });
    const [first, second] = ['fraud/1', 'fraud/2'].map((key) => program(key).resource('restful_resource').body.modelId as string);
    expect(vertex.changes).toEqual(['POST models:upload', 'POST models:upload', `DELETE ${first}`]);
    expect([...vertex.models.keys()]).toEqual([second]);
    expect(readFileSync(join(directory, 'terraform.tfstate'), 'utf8')).not.toContain(TOKEN);
    expect([...vertex.tokens]).toEqual([`Bearer ${TOKEN}`]);
    expect(await run('destroy', '-auto-approve', '-input=false')).toMatchObject({ status: 0 });
    expect(vertex.models.size).toBe(0);
  }, 120_000);

  possible('an upload that fails fails the apply; the model before it stays, through a revert, until the next upload succeeds', async () => {
    expect(await apply('fraud/1')).toMatchObject({ status: 0 });
    vertex.failing = true;
    const { status, output } = await apply('fraud/2');
    expect(status).toBe(1);
    expect(output.replace(/\s+/g, ' ')).toContain('the artifacts are not there');
    const before = [...vertex.models.keys()];
    expect(before).toHaveLength(1);
    vertex.failing = false;
    expect(await apply('fraud/1')).toMatchObject({ status: 0 });
    expect([...vertex.models.keys()]).toEqual(before);
    expect(await apply('fraud/2')).toMatchObject({ status: 0 });
    expect(vertex.models.size).toBe(1);
    expect([...vertex.models.keys()]).not.toEqual(before);
  }, 120_000);
});

if ('missing' in terraform) process.stderr.write(`SKIPPED the lifecycle of a model: ${terraform.missing}\n`);
