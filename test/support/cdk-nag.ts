import { App } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { Finding } from './findings';

/** The packs that the project holds itself to (design, section 10). */
const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks];

/** `AwsSolutions-IAM5[Resource::*]`: the rule, and where it says so, what exactly it found. */
const RULE = /^([^[]+)(?:\[(.*)\])?$/s;

/** What the packs of cdk-nag find in the stacks of an app. */
export function nag(app: App): Finding[] {
  return PACKS.flatMap((Pack) => new Pack(app).validateScope(app).violations.flatMap(({ ruleName, violatingResources }) => {
    const [, check, detail] = RULE.exec(ruleName)!;
    return violatingResources.map((resource) => {
      const { constructPath } = resource as unknown as { readonly constructPath: string };
      return { tool: 'cdk-nag', check, resource: detail === undefined ? constructPath : `${constructPath}: ${detail}` };
    });
  }));
}
