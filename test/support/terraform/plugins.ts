import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { join } from 'path';
import { SynthesizedStack } from './synthesized-stack';

/** How `terraform` can be run here, or why not. */
export type Terraform = { readonly env: NodeJS.ProcessEnv } | { readonly missing: string };

/**
 * The real plugins come from the folder in TF_PLUGIN_MIRROR (a filesystem mirror, laid out as `terraform providers mirror` does), else from what the
 * user's own CLI configuration says. Nothing is ever downloaded by a test.
 */
export function terraformFor(stack: SynthesizedStack): Terraform {
  if (spawnSync('terraform', ['version']).error) return { missing: 'terraform is not installed' };
  const mirror = process.env.TF_PLUGIN_MIRROR;
  if (mirror) {
    const absent = sourcesOf(stack).filter((source) => !existsSync(join(mirror, 'registry.terraform.io', source)));
    if (absent.length > 0) return { missing: `no plugin of ${absent.join(', ')} in TF_PLUGIN_MIRROR` };
    return { env: environment(configFor(mirror)) };
  }
  const config = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), '.terraformrc');
  if (!existsSync(config)) return { missing: 'neither TF_PLUGIN_MIRROR nor a Terraform CLI configuration says where plugins are' };
  return { env: environment(config) };
}

function sourcesOf(stack: SynthesizedStack): string[] {
  return Object.entries(stack.requiredProviders).map(([name, { source = name }]) => (source.includes('/') ? source.toLowerCase() : `hashicorp/${source}`));
}

function configFor(mirror: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'tf-cli-')), 'terraform.rc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  return file;
}

function environment(config: string): NodeJS.ProcessEnv {
  return { ...process.env, TF_CLI_CONFIG_FILE: config, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
}
