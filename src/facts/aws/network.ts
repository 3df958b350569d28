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

/** The subnets of a zone, by what they are called in tags and ids. */
export const SUBNET_TIERS = { private: 'private', public: 'public' } as const;

/** How a private subnet is found by a load balancer of EKS later: https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html */
export const SUBNET_ROLE_TAGS = {
  private: { 'kubernetes.io/role/internal-elb': '1' },
  public: { 'kubernetes.io/role/elb': '1' },
} as const;
