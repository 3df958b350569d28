import { EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Values } from '../../facts/aws/fill';
import { INTERRUPTION_EVENTS, INTERRUPTION_QUEUE, INTERRUPTION_SENDER } from '../../facts/aws/karpenter';
import { serviceStatements } from '../identity/statements';
import { pascal } from '../names';

/** Tells Karpenter of machines that AWS takes back, so that their nodes are drained before. */
export class InterruptionQueue extends Construct {
  public readonly queue: Queue;

  public constructor(scope: Construct, id: string, clusterName: string, values: Values) {
    super(scope, id);
    this.queue = new Queue(this, 'Resource', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.seconds(INTERRUPTION_QUEUE.retentionSeconds),
    });
    const senders = serviceStatements([INTERRUPTION_SENDER], { ...values, queue: this.queue.queueArn });
    senders.forEach((statement) => this.queue.addToResourcePolicy(statement));
    Object.entries(INTERRUPTION_EVENTS).forEach(([kind, pattern]) => this.rule(kind, `${clusterName}: machines that are taken back (${kind})`, pattern));
  }

  private rule(kind: string, description: string, facts: object): void {
    const { 'detail-type': detailType, ...pattern } = facts as Record<string, unknown>;
    const rule = new Rule(this, pascal(kind), { description, eventPattern: { ...pattern, detailType } as EventPattern });
    // Not through the L2 target, which would add a statement for each rule to the queue's policy.
    rule.addTarget({ bind: () => ({ arn: this.queue.queueArn }) });
  }
}
