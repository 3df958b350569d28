import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, EventPattern, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Duration as CdkDuration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Duration, IAlarm, IMetric, Severity, Statistic } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { physicalName, Problems } from '../../core/private';
import { FAILED_DEPLOY_FIELDS, FAILED_DEPLOYS, FAILED_STACK } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { RULE_MATCHES } from '../../facts/aws/metrics';
import { RULE_NAME } from '../../facts/aws/names';
import { pascal } from '../names';
import { stackValues } from '../stack-values';
import { Metric } from './metric';

export interface FailedDeploysProps {
  readonly platformName: string;
  readonly plan: PlatformAlarmPlan;
  readonly topics: readonly ITopic[];
}

/** Tells at once of an endpoint, a pipeline or the platform's own stack that failed to deploy. Rules of EventBridge, since the failure is an event and no number. */
export class FailedDeploys extends Construct implements IAlarm {
  /** The ARN of the rule that listens for endpoints. */
  public readonly alarmId: string;
  public readonly alarmSystem: string = 'aws';

  public readonly severity: Severity;
  private readonly rules: Rule[];

  public constructor(scope: Construct, id: string, private readonly props: FailedDeploysProps) {
    super(scope, id);
    this.severity = props.plan.severity;
    const { endpoint, pipeline } = FAILED_DEPLOYS;
    this.rules = [this.rule('endpoint', endpoint), this.rule('pipeline', pipeline), this.rule('stack', FAILED_STACK)];
    this.alarmId = this.rules[0].ruleArn;
  }

  /** How often each kind of failure was told. */
  public metrics(): IMetric[] {
    const { namespace, metricName, ruleDimension } = RULE_MATCHES;
    return this.rules.map((rule) => {
      const label = `Failed: ${rule.node.id.toLowerCase()}`;
      const metric = new CloudWatchMetric({
        namespace, metricName, label, statistic: Stats.SUM, period: CdkDuration.minutes(5), dimensionsMap: { [ruleDimension]: rule.ruleName },
      });
      return Metric.of(metric, { label, statistic: Statistic.SUM, period: Duration.minutes(5) });
    });
  }

  private rule(kind: keyof typeof FAILED_DEPLOY_FIELDS, facts: object): Rule {
    const { platformName, plan, topics } = this.props;
    const { 'detail-type': detailType, ...pattern } = fill(facts, { ...stackValues(this, platformName), stack: Stack.of(this).stackId }) as Record<string, unknown>;
    const rule = new Rule(this, pascal(kind), {
      ruleName: physicalName(RULE_NAME, [platformName, 'failed-deploys', kind], new Problems(this)),
      description: `${plan.title} (${kind})`,
      eventPattern: { ...pattern, detailType } as EventPattern,
    });
    // Not through the L2 target, which would add a second statement to each topic's policy.
    const [subject, state] = [FAILED_DEPLOY_FIELDS[kind].subject, FAILED_DEPLOY_FIELDS[kind].state].map((path) => EventField.fromPath(path));
    const input = RuleTargetInput.fromText(`${plan.title}: ${kind} ${subject} is ${state}. ${plan.description}`);
    topics.forEach(({ topicArn }) => rule.addTarget({ bind: () => ({ arn: topicArn, input }) }));
    return rule;
  }
}
