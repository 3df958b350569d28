/** Names of metrics; braces as in `statement.ts`. */

/** One value a day and storage class: https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html#s3-cloudwatch-metrics */
export const STORED_BYTES = {
  namespace: 'AWS/S3',
  metricName: 'BucketSizeBytes',
  bucketDimension: 'BucketName',
  classDimension: 'StorageType',
  /** The classes of our tiers, each with what the service needs to keep an object there. */
  classes: ['StandardStorage', 'StandardIAStorage', 'GlacierInstantRetrievalStorage', 'DeepArchiveStorage'],
} as const;

/** The graphs that a platform's dashboard begins with. */
export const GRAPHS = { storage: 'Stored artifacts', errors: 'Refused requests and failed deployments', network: 'Traffic of the network', spend: 'Estimated charges of the account' } as const;

/** How often a rule matched: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export const RULE_MATCHES = { namespace: 'AWS/Events', metricName: 'MatchedEvents', ruleDimension: 'RuleName' } as const;

/** https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
export const NAT_TRAFFIC = { namespace: 'AWS/NATGateway', metricNames: ['BytesOutToDestination', 'BytesInFromDestination'], dimension: 'NatGatewayId' } as const;

/** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html */
export const ENDPOINT_TRAFFIC = {
  namespace: 'AWS/PrivateLinkEndpoints',
  metricName: 'BytesProcessed',
  dimensions: ['Endpoint Type', 'Service Name', 'VPC Endpoint Id', 'VPC Id'],
} as const;

/** Written in us-east-1 only, some times a day: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html */
export const CHARGES = { namespace: 'AWS/Billing', metricName: 'EstimatedCharges', region: 'us-east-1', dimensions: { Currency: 'USD' } } as const;
