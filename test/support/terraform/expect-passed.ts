import { appendFileSync } from 'node:fs';
import { TerraformFinding } from './terraform-run';

/** Fails on findings; a run that was not possible here is said aloud, with its reason, and does not fail. */
export function expectPassed(finding: TerraformFinding): void {
  if (!isSkipped(finding)) expect(finding).toEqual({ status: 'passed' });
}

/** Fails unless the run has found something that says this. */
export function expectFinding(finding: TerraformFinding, part: string): void {
  if (!isSkipped(finding)) expect(finding).toEqual({ status: 'failed', findings: expect.arrayContaining([expect.stringContaining(part)]) as string[] });
}

function isSkipped(finding: TerraformFinding): boolean {
  if (finding.status !== 'skipped') return false;
  skipped(expect.getState().currentTestName ?? '', finding.reason);
  return true;
}

/** jest cannot skip a test that runs already: the line tells a reader, the file tells whoever counts. */
function skipped(test: string, reason: string): void {
  process.stderr.write(`SKIPPED ${test}: ${reason}\n`);
  if (process.env.SKIPPED_TESTS) appendFileSync(process.env.SKIPPED_TESTS, `${test}\t${reason}\n`);
}
