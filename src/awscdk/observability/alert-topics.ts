import { IKey } from 'aws-cdk-lib/aws-kms';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { AlertRoutes } from '../../core/observability/alarm-plan';
import { physicalName, Problems } from '../../core/private';
import { TOPIC_PUBLISHERS } from '../../facts/aws/encryption';
import { TOPIC_NAME } from '../../facts/aws/names';
import { serviceStatements } from '../identity/statements';
import { pascal } from '../names';
import { stackValues } from '../stack-values';

export interface AlertTopicsProps {
  readonly platformName: string;
  readonly key: IKey;
  readonly routes: AlertRoutes;
}

/** A topic for each severity, to which its channels are subscribed. A channel that is a topic already stands beside ours: a topic cannot subscribe to a topic. */
export class AlertTopics extends Construct {
  private readonly topics: Readonly<Record<Severity, readonly ITopic[]>>;

  public constructor(scope: Construct, id: string, private readonly props: AlertTopicsProps) {
    super(scope, id);
    const of = (severity: Severity) => [this.topic(severity), ...this.existing(severity)];
    this.topics = { [Severity.CRITICAL]: of(Severity.CRITICAL), [Severity.WARNING]: of(Severity.WARNING), [Severity.INFO]: of(Severity.INFO) };
  }

  public of(severity: Severity): ITopic[] {
    return [...this.topics[severity]];
  }

  private topic(severity: Severity): Topic {
    const { platformName, key, routes } = this.props;
    const topic = new Topic(this, pascal(severity), {
      topicName: physicalName(TOPIC_NAME, [platformName, 'alerts', severity], new Problems(this)),
      displayName: `${platformName} ${severity}`,
      masterKey: key,
      enforceSSL: true,
    });
    const publishers = serviceStatements(TOPIC_PUBLISHERS, { ...stackValues(this, platformName), topic: topic.topicArn });
    publishers.forEach((statement) => topic.addToResourcePolicy(statement));
    routes[severity].forEach((channel) => subscribe(topic, channel));
    return topic;
  }

  private existing(severity: Severity): ITopic[] {
    const channels = this.props.routes[severity].filter(({ kind }) => kind === 'existing');
    return channels.map(({ address }, i) => Topic.fromTopicArn(this, `${pascal(severity)}Existing${i + 1}`, address));
  }
}

function subscribe(topic: Topic, { kind, address }: AlertChannel): void {
  if (kind === 'email') topic.addSubscription(new EmailSubscription(address));
  if (kind === 'webhook') topic.addSubscription(new UrlSubscription(address));
}
