import { IN_REGION, StatementFact, useKey } from './statement';

/** What Lambda does for itself is not for the code: https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html */
const NOT_THE_CODE = { 'lambda:SourceFunctionArn': 'true' };

/** What Lambda does as the role of every function of ours: it reads its settings, writes its logs, `{logs}` (ARN), and makes its interfaces in `{subnets}` (ARNs). */
export const RUN_FUNCTION: readonly StatementFact[] = [
  useKey('DecryptSettings', 'lambda', 'kms:Decrypt'),
  { sid: 'WriteLogs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: ['{logs}', '{logs}:*'] },
  {
    sid: 'MakeInterfaces',
    actions: ['ec2:CreateNetworkInterface'],
    resources: ['{subnets}', 'arn:{partition}:ec2:{region}:{account}:network-interface/*', 'arn:{partition}:ec2:{region}:{account}:security-group/*'],
    conditions: { Null: NOT_THE_CODE },
  },
  {
    sid: 'UseInterfaces',
    actions: [
      'ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets',
      'ec2:DescribeVpcs', 'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
    conditions: { ...IN_REGION, Null: NOT_THE_CODE },
  },
];
