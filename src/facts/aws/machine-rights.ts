import { IN_REGION, StatementFact } from './statement';

/**
 * What every state machine does beside its work: it delivers logs and traces, which name no resource:
 * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy, https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
 */
export const RUN_MACHINE: readonly StatementFact[] = [
  {
    sid: 'DeliverLogs',
    actions: [
      'logs:CreateLogDelivery', 'logs:DeleteLogDelivery', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies', 'logs:GetLogDelivery', 'logs:ListLogDeliveries',
      'logs:PutResourcePolicy', 'logs:UpdateLogDelivery',
    ],
    resources: ['*'],
    conditions: IN_REGION,
  },
  {
    sid: 'Trace',
    actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: ['*'],
    conditions: IN_REGION,
  },
];
