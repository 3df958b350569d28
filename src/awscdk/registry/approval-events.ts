import { EventField, EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { Severity } from '../../core';
import { fill } from '../../facts/aws/fill';
import { APPROVAL_EVENT, APPROVAL_FIELDS, APPROVAL_RULE } from '../../facts/aws/registry-service';
import { RegistryParts } from './registry-parts';

/** Tells people of a version that waits for approval, and of one that somebody decided about. */
export function tellOfApprovals(scope: Construct, id: string, { platform, values }: RegistryParts): Rule {
  const { 'detail-type': detailType, ...pattern } = fill<Record<string, unknown>>(APPROVAL_EVENT, values);
  const rule = new Rule(scope, id, {
    ruleName: fill<string>(APPROVAL_RULE, values),
    description: 'A version of the model waits for approval, or was decided about',
    eventPattern: { ...pattern, detailType } as EventPattern,
  });
  const [version, status] = [APPROVAL_FIELDS.version, APPROVAL_FIELDS.status].map((path) => EventField.fromPath(path));
  const input = RuleTargetInput.fromText(`The model ${version} is ${status}.`);
  // Not through the L2 target, which would add a second statement to each topic's policy.
  platform.alertTopics(Severity.INFO).forEach(({ topicArn }) => rule.addTarget({ bind: () => ({ arn: topicArn, input }) }));
  return rule;
}
