/** What a flow log keeps: accepted and refused traffic. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html */
export const FLOW_LOG = {
  trafficType: 'ALL',
  /** Seconds over which one record is gathered: 60 or 600. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
  aggregationSeconds: 600,
  /** Begins the name of its log group behind the platform's. */
  logGroup: 'flow-logs',
  /** Who writes. */
  service: 'vpc-flow-logs.amazonaws.com',
  /** What the writing role may do to its own log group: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
} as const;

/** Interface endpoints answer on HTTPS only. */
export const ENDPOINT_PORT = 443;
