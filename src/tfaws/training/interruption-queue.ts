import { Construct } from 'constructs';
import { fill } from '../../facts/aws/fill';
import { INTERRUPTION_DENIED, INTERRUPTION_EVENTS, INTERRUPTION_QUEUE, INTERRUPTION_SENDER } from '../../facts/aws/karpenter';
import { CloudwatchEventRule } from '../../providers/aws/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '../../providers/aws/cloudwatch-event-target';
import { SqsQueue } from '../../providers/aws/sqs-queue';
import { SqsQueuePolicy } from '../../providers/aws/sqs-queue-policy';
import { allow, policyDocument } from '../identity/policy-document';
import { ClusterContext } from './cluster-context';

/** Tells of machines that are taken back, so that nodes are drained before. */
export class InterruptionQueue extends Construct {
  public readonly queueArn: string;
  public readonly queueName: string;

  public constructor(scope: Construct, id: string, context: ClusterContext) {
    super(scope, id);
    const { name, tags } = context;
    const queue = new SqsQueue(this, 'Resource', {
      name: `${name}-interruptions`,
      messageRetentionSeconds: INTERRUPTION_QUEUE.retentionSeconds,
      sqsManagedSseEnabled: INTERRUPTION_QUEUE.sqsManagedEncryption,
      tags,
    });
    const values = { ...context.values, queue: queue.arn };
    new SqsQueuePolicy(this, 'Policy', {
      queueUrl: queue.id,
      policy: policyDocument([
        allow(INTERRUPTION_SENDER, values, { Service: INTERRUPTION_SENDER.service }),
        { ...allow(INTERRUPTION_DENIED, values, '*'), Effect: 'Deny' },
      ]),
    });
    Object.entries(INTERRUPTION_EVENTS).forEach(([kind, pattern]) => {
      const rule = new CloudwatchEventRule(this, kind, {
        name: `${name}-${kind}`,
        description: `Machines of the cluster ${name} that are taken back: ${kind}`,
        eventPattern: JSON.stringify(fill(pattern, values)),
        tags,
      });
      new CloudwatchEventTarget(this, `${kind}-target`, { rule: rule.name, targetId: 'queue', arn: queue.arn });
    });
    this.queueArn = queue.arn;
    this.queueName = queue.name;
  }
}
