import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './program.mjs';

/** The real AWS plugin that a machine may have is older than the binding; `cdk.tf.json` is not touched, an override lies beside it. */
const OVERRIDE = 'zz_check_override.tf.json';

/** Runs `work` in a copy of a stack that is initialised without its backend; skips, with the reason, where a plugin is not at hand. */
export function inTerraform(tally, what, stack, work) {
  const mirror = process.env.TF_PLUGIN_MIRROR;
  const sources = Object.entries(JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')).terraform.required_providers ?? {})
    .map(([name, { source = name }]) => ({ name, source: source.includes('/') ? source.toLowerCase() : `hashicorp/${source}` }));
  const config = cliConfig(mirror);
  if (!config) return tally.skip(what, 'neither TF_PLUGIN_MIRROR nor a Terraform CLI configuration says where plugins are');
  const folder = mkdtempSync(join(tmpdir(), 'ml-terraform-'));
  try {
    cpSync(stack, folder, { recursive: true });
    const there = Object.fromEntries(sources.flatMap(({ name, source }) => {
      const version = newest(config.folder, source);
      return version ? [[name, { source, version }]] : [];
    }));
    const absent = sources.filter(({ name }) => !there[name]).map(({ source }) => source);
    if (absent.length > 0) return tally.skip(what, `no plugin of ${absent.join(', ')} is at hand (TF_PLUGIN_MIRROR)`);
    writeFileSync(join(folder, OVERRIDE), JSON.stringify({ terraform: { required_providers: there, backend: { local: {} } } }));
    const env = { TF_CLI_CONFIG_FILE: config.file(folder), TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' };
    const init = program('terraform', ['init', '-no-color', '-input=false'], { cwd: folder, env });
    if (init.missing) return tally.skip(what, 'terraform is not installed');
    return init.ok ? work(folder, env) : tally.fail(what, init.output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cliConfig(mirror) {
  if (mirror) {
    const text = `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`;
    return { folder: mirror, file: (folder) => (writeFileSync(join(folder, 'cli.tfrc'), text), join(folder, 'cli.tfrc')) };
  }
  const file = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), '.terraformrc');
  const folder = existsSync(file) ? /path\s*=\s*"([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return folder ? { folder, file: () => file } : undefined;
}

function newest(folder, source) {
  const versions = join(folder, 'registry.terraform.io', source);
  return existsSync(versions) ? readdirSync(versions).sort((a, b) => a.localeCompare(b, undefined, { numeric: true })).pop() : undefined;
}
