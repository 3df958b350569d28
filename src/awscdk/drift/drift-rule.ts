import { EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EVENT_RETRY } from '../../facts/aws/drift-events';
import { fill, Values } from '../../facts/aws/fill';

export interface DriftRuleProps {
  readonly description: string;
  /** A pattern of the almanac. */
  readonly pattern: object;
  readonly values: Values;
  readonly machineArn: string;
  /** Who starts the machine. */
  readonly role: IRole;
  /** What the machine is given in place of the event. */
  readonly input?: object;
}

/** A rule that starts a machine. */
export function driftRule(scope: Construct, id: string, { description, pattern, values, machineArn, role, input }: DriftRuleProps): Rule {
  const { 'detail-type': detailType, ...rest } = fill(pattern, values) as Record<string, unknown>;
  const rule = new Rule(scope, id, { description, eventPattern: { ...rest, detailType } as EventPattern });
  // Not through the L2 target, which would make a role of its own.
  rule.addTarget({ bind: () => ({ arn: machineArn, role, input: input && RuleTargetInput.fromObject(input), retryPolicy: { ...EVENT_RETRY } }) });
  return rule;
}
