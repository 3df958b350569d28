import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';
import { stacks, TARGETS, templates } from './examples.mjs';
import { linter } from './linters.mjs';
import { program } from './program.mjs';

/** The others have nothing that these have not. */
const SCENARIOS_READ = ['foundation', 'gpu-cluster', 'distributed-training'];

/** No finding of checkov is left unexplained, and no explanation is left without its finding. */
export function run(tally) {
  const checkov = linter(tally, 'checkov');
  if (!checkov) return;
  for (const target of TARGETS) {
    const files = SCENARIOS_READ.flatMap((scenario) => (target === 'awscdk' ? templates(scenario) : stacks(target, scenario).map((stack) => join(stack, 'cdk.tf.json'))));
    const findings = files.flatMap((file) => findingsIn(checkov, file, target));
    judge(tally, target, findings, explanations(target));
  }
}

function findingsIn(checkov, file, target) {
  const framework = target === 'awscdk' ? 'cloudformation' : 'terraform_json';
  const { stdout, output } = program(checkov, ['-f', file, '--framework', framework, '-o', 'json', '--quiet', '--compact', '--skip-download']);
  const start = stdout.search(/[[{]/);
  if (start < 0) throw new Error(`checkov printed no report for ${file}: ${output}`);
  const reports = [JSON.parse(stdout.slice(start))].flat();
  const failed = reports.flatMap(({ results }) => results?.failed_checks ?? []);
  return failed.map(({ check_id, check_name, resource }) => ({ check: check_id, title: check_name, resource }));
}

/** `[{ tool, check, resource, reason }]`; `resource` is a regular expression over the whole address. */
function explanations(target) {
  const file = join(root, 'test', 'support', 'findings', `${target}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).filter(({ tool }) => tool === 'checkov') : [];
}

function judge(tally, target, findings, explained) {
  const matches = ({ check, resource }, finding) => finding.check === check && new RegExp(`^(?:${resource})$`).test(finding.resource);
  const open = findings.filter((finding) => !explained.some((explanation) => matches(explanation, finding)));
  const stale = explained.filter((explanation) => !findings.some((finding) => matches(explanation, finding)));
  if (open.length > 0) {
    return tally.fail(`checkov ${target}`, `unexplained:\n${open.map(({ check, title, resource }) => `  ${check} ${resource}: ${title}`).join('\n')}`);
  }
  if (stale.length > 0) return tally.fail(`checkov ${target}`, `explained but not found: ${stale.map(({ check, resource }) => `${check} ${resource}`).join(', ')}`);
  return tally.pass(`checkov ${target}: ${findings.length} findings, all explained`);
}
