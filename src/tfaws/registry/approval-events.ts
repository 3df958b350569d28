import { Construct } from 'constructs';
import { Severity } from '../../core';
import { fill } from '../../facts/aws/fill';
import { APPROVAL_EVENT, APPROVAL_FIELDS, APPROVAL_RULE } from '../../facts/aws/registry-service';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { RegistryParts } from './registry-parts';

/** Tells people of a version that waits for approval, and of one that somebody decided about. */
export function tellOfApprovals(scope: Construct, id: string, { platform, values }: RegistryParts): CloudwatchEventRule {
  const rule = new CloudwatchEventRule(scope, id, {
    name: fill<string>(APPROVAL_RULE, values),
    description: 'A version of the model waits for approval, or was decided about',
    eventPattern: JSON.stringify(fill(APPROVAL_EVENT, values)),
    tags: { ...platform.tags },
  });
  platform.alertTopicArns(Severity.INFO).forEach((arn, i) => new CloudwatchEventTarget(scope, `${id}-target-${i}`, {
    rule: rule.name,
    targetId: `topic-${i}`,
    arn,
    inputTransformer: { inputPaths: { ...APPROVAL_FIELDS }, inputTemplate: JSON.stringify('The model <version> is <status>.') },
  }));
  return rule;
}
