import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { AlertRoutes } from '../../core/observability/alarm-plan';
import { stableSuffix } from '../../core/private';
import { TOPIC_PUBLISHERS } from '../../facts/aws/encryption';
import { SnsTopic } from '../../providers/aws/sns-topic';
import { SnsTopicPolicy } from '../../providers/aws/sns-topic-policy';
import { SnsTopicSubscription } from '../../providers/aws/sns-topic-subscription';
import { allow, policyDocument } from '../identity/policy-document';
import { Place } from '../platform/place';

export interface AlertTopicsProps {
  readonly routes: AlertRoutes;
  readonly platformName: string;
  readonly place: Place;
  readonly keyArn: string;
  readonly tags: Record<string, string>;
}

/** An encrypted topic a severity, with the channels that take it; topics that exist already are told directly. */
export class AlertTopics extends Construct {
  /** The topics to tell, by severity: ours first, then those that exist already. */
  public readonly arns: Record<string, string[]>;
  public readonly resources: Record<string, TerraformResource>;

  public constructor(scope: Construct, id: string, props: AlertTopicsProps) {
    super(scope, id);
    const severities = Object.values(Severity);
    const topics = Object.fromEntries(severities.map((severity) => [severity, this.make(severity, props)]));
    this.resources = topics;
    this.arns = Object.fromEntries(severities.map((severity) => {
      const existing = props.routes[severity].filter(({ kind }) => kind === 'existing').map(({ address }) => address);
      return [severity, [topics[severity].arn, ...existing]];
    }));
  }

  private make(severity: Severity, { routes, platformName, place, keyArn, tags }: AlertTopicsProps): SnsTopic {
    const scope = new Construct(this, severity);
    const topic = new SnsTopic(scope, 'Resource', {
      name: `${platformName}-alerts-${severity}`,
      displayName: `${platformName} ${severity}`,
      kmsMasterKeyId: keyArn,
      tags,
    });
    const values = { account: place.accountId, topic: topic.arn };
    new SnsTopicPolicy(scope, 'Policy', {
      arn: topic.arn,
      policy: policyDocument([
        ...TOPIC_PUBLISHERS.map((fact) => allow(fact, values, { Service: fact.service })),
        { Sid: 'DenyWithoutTls', Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sns:Publish', Resource: topic.arn, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ]),
    });
    routes[severity].filter(({ kind }) => kind !== 'existing').forEach((channel) => subscribe(scope, topic, channel));
    return topic;
  }
}

function subscribe(scope: Construct, topic: SnsTopic, { kind, address }: AlertChannel): void {
  const id = `To-${kind}-${stableSuffix(address)}`;
  if (scope.node.tryFindChild(id)) return;
  new SnsTopicSubscription(scope, id, { topicArn: topic.arn, protocol: kind === 'email' ? 'email' : 'https', endpoint: address });
}
