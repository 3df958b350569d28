import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Terraform, terraformFor } from './plugins';
import { SynthesizedStack } from './synthesized-stack';

/** What a run of the real Terraform has found. `skipped` carries the reason, for the report. */
export type TerraformFinding =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly findings: readonly string[] }
  | { readonly status: 'skipped'; readonly reason: string };

/** Checks the arguments of every resource with the real plugins, without credentials: enums, patterns, conflicts, ARM bodies. */
export function terraformValidate(stack: SynthesizedStack): TerraformFinding {
  return inCopy(stack, (directory, terraform) => {
    const { stdout, stderr } = run(directory, terraform, ['validate', '-json']);
    const result = JSON.parse(stdout || '{}') as { valid?: boolean; diagnostics?: Diagnostic[] };
    if (result.valid) return { status: 'passed' };
    return { status: 'failed', findings: result.diagnostics?.filter((d) => d.severity === 'error').map(sentence) ?? [stderr] };
  });
}

export interface MockedApply {
  /** The variables of the stack that have no default. */
  readonly variables?: Readonly<Record<string, string>>;
  /** HCL that stands beside the mocks, such as `override_data { … }` for a stack that reads the state of another. */
  readonly overrides?: string;
  /** Terraform conditions that have to hold after the apply. */
  readonly expect?: readonly string[];
}

/**
 * Plans and applies a stack with every provider replaced by Terraform's own mock: proves that references resolve, that there is no cycle, that no
 * value has the wrong type, and, with `expect`, what is known after the apply only.
 */
export function terraformMockedApply(stack: SynthesizedStack, options: MockedApply = {}): TerraformFinding {
  return inCopy(stack, (directory, terraform) => {
    writeFileSync(join(directory, 'apply.tftest.hcl'), testFile(stack, options));
    unprotect(directory);
    const { stdout, stderr, status } = run(directory, terraform, ['test', '-json']);
    if (status === 0) return { status: 'passed' };
    const lines = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { diagnostic?: Diagnostic });
    const findings = lines.flatMap(({ diagnostic }) => (diagnostic ? [sentence(diagnostic)] : []));
    return { status: 'failed', findings: findings.length > 0 ? findings : [stderr || stdout] };
  });
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

function sentence({ summary, detail, address }: Diagnostic): string {
  return [address, summary, detail].filter(Boolean).join(': ');
}

/** Values for a provider that reads what another resource answers, such as azurerm its ids. */
const MOCKS = join(__dirname, '..', 'mocks');

function testFile(stack: SynthesizedStack, { variables = {}, overrides = '', expect = [] }: MockedApply): string {
  const mocks = Object.entries(stack.json.provider ?? {}).flatMap(([name, configs]) => configs.map(({ alias }) => {
    const mocked = join(MOCKS, name);
    const lines = [...(alias ? [`alias = "${alias as string}"`] : []), ...(existsSync(mocked) ? [`source = ${JSON.stringify(mocked)}`] : [])];
    return `mock_provider "${name}" {\n${lines.map((line) => `  ${line}\n`).join('')}}`;
  }));
  const asserts = expect.map((condition) => `  assert {\n    condition = ${condition}\n    error_message = ${JSON.stringify(`not so: ${condition}`)}\n  }`);
  const values = Object.entries(variables).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`);
  return [...mocks, overrides, `variables {\n${values.join('\n')}\n}`, `run "apply" {\n  command = apply\n${asserts.join('\n')}\n}`].join('\n\n');
}

function inCopy(stack: SynthesizedStack, check: (directory: string, terraform: NodeJS.ProcessEnv) => TerraformFinding): TerraformFinding {
  const terraform: Terraform = terraformFor(stack);
  if ('missing' in terraform) return { status: 'skipped', reason: terraform.missing };
  const directory = mkdtempSync(join(tmpdir(), 'tf-run-'));
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify(withoutBackend(stack)));
  const init = run(directory, terraform.env, ['init', '-input=false', '-no-color', '-backend=false']);
  // The plugins are at hand: what does not initialize is wrong, such as a reference that no configuration may have.
  if (init.status !== 0) return { status: 'failed', findings: [`terraform init: ${firstError(init.stderr || init.stdout)}`] };
  return check(directory, terraform.env);
}

/** What was applied is destroyed at the end of the test, which protected resources refuse. */
function unprotect(directory: string): void {
  const file = join(directory, 'cdk.tf.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"prevent_destroy":true', '"prevent_destroy":false'));
}

function withoutBackend(stack: SynthesizedStack): object {
  const { backend: _backend, cloud: _cloud, ...terraform } = stack.json.terraform ?? {};
  return { ...stack.json, terraform };
}

function run(cwd: string, env: NodeJS.ProcessEnv, args: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync('terraform', args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

function firstError(output: string): string {
  return /Error: [\s\S]{0,400}/.exec(output)?.[0].replace(/\s+/g, ' ') ?? output.slice(0, 400);
}
