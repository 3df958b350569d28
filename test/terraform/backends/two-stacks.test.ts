import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { LocalBackend, TerraformOutput, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { WorkloadsStack } from '../../../src/terraform/backends';
import { synthApp, SynthesizedStack } from '../../support/terraform';
import { FakeResource } from '../../support/terraform/fakes';

const installed = !spawnSync('terraform', ['version']).error;

function terraform(stack: SynthesizedStack, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync('terraform', args, { cwd: stack.directory, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' } });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

(installed ? test : test.skip)('Terraform deploys the second stack from what the first one has output, each with a state of its own', () => {
  const states = mkdtempSync(join(tmpdir(), 'states-'));
  const app = Testing.app();
  const main = new TerraformStack(app, 'main');
  new LocalBackend(main, { path: join(states, 'prod.tfstate') });
  const platform = new Construct(main, 'Ml');
  const cluster = new FakeResource(platform, 'Cluster', 'terraform_data', { input: 'https://cluster' });
  const workloads = WorkloadsStack.for(platform);
  const chart = new FakeResource(workloads, 'Chart', 'terraform_data', { input: cluster.getStringAttribute('output') });
  new TerraformOutput(workloads, 'endpoint', { value: chart.getStringAttribute('output'), sensitive: true, staticId: true });

  const { stacks } = synthApp(app);
  for (const stack of [stacks.main!, stacks['main-Ml-workloads']!]) {
    terraform(stack, 'init', '-input=false');
    terraform(stack, 'apply', '-auto-approve', '-input=false');
  }
  expect(terraform(stacks['main-Ml-workloads']!, 'output', '-raw', 'endpoint')).toBe('https://cluster');
  expect(readdirSync(states).sort()).toEqual(['prod-Ml-workloads.tfstate', 'prod.tfstate']);
}, 120_000);
