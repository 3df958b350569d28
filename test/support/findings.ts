import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that a checker found. */
export interface Finding {
  readonly tool: string;
  readonly check: string;
  /** Where: a path or an id, and what exactly where the checker says so. */
  readonly resource: string;
}

/** Why a finding stands: `check` and `resource` are regular expressions over all of the finding's. */
export interface Explanation extends Finding {
  readonly reason: string;
}

/** The explained findings of a target, `findings/<target>.json`. */
export function explanations(target: string): Explanation[] {
  return JSON.parse(readFileSync(join(__dirname, 'findings', `${target}.json`), 'utf8'));
}

/** The findings that nothing explains, each as a line. */
export function unexplained(findings: readonly Finding[], explained: readonly Explanation[]): string[] {
  return findings.filter((finding) => !explained.some((why) => explains(why, finding))).map(({ tool, check, resource }) => `${tool} ${check} ${resource}`);
}

/** The explanations that explain nothing any more, and should go. */
export function stale(findings: readonly Finding[], explained: readonly Explanation[]): string[] {
  return explained.filter((why) => !findings.some((finding) => explains(why, finding))).map(({ check, resource }) => `${check} ${resource}`);
}

function explains(why: Explanation, finding: Finding): boolean {
  const matches = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`, 's').test(text);
  return why.tool === finding.tool && matches(why.check, finding.check) && matches(why.resource, finding.resource);
}
