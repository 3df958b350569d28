import { Construct } from 'constructs';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { FAILED_DEPLOYS } from '../../facts/aws/events';
import { fill } from '../../facts/aws/fill';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { Place } from '../platform/place';

export interface FailedDeploysProps {
  readonly plan: PlatformAlarmPlan;
  readonly platformName: string;
  readonly place: Place;
  readonly topicArns: readonly string[];
  readonly tags: Record<string, string>;
}

/** Tells when an endpoint or a pipeline of the platform fails: one EventBridge rule each. */
export class FailedDeploys extends Construct {
  /** The names of the rules, which count how often they matched. */
  public readonly ruleNames: string[];

  public constructor(scope: Construct, id: string, props: FailedDeploysProps) {
    super(scope, id);
    this.ruleNames = Object.entries(FAILED_DEPLOYS).map(([kind, pattern]) => this.watch(kind, pattern, props));
  }

  private watch(kind: string, pattern: object, { plan, platformName, place, topicArns, tags }: FailedDeploysProps): string {
    const scope = new Construct(this, kind);
    const name = `${platformName}-failed-deploys-${kind}`;
    const values = { ...place, account: place.accountId, name: platformName };
    const rule = new CloudwatchEventRule(scope, 'Resource', { name, description: plan.title, eventPattern: JSON.stringify(fill(pattern, values)), tags });
    topicArns.forEach((arn, i) => new CloudwatchEventTarget(scope, `Target${i}`, {
      rule: rule.name,
      targetId: `topic-${i}`,
      arn,
      inputTransformer: {
        inputPaths: { what: '$.detail-type', which: '$.resources[0]', when: '$.time' },
        inputTemplate: JSON.stringify(`${plan.title}. ${plan.description} <what>: <which>, <when>`),
      },
    }));
    return name;
  }
}
