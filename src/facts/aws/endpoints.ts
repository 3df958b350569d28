/** A service of AWS that a private network reaches without leaving it. */
export interface EndpointFacts {
  /** The part of the endpoint's name behind `com.amazonaws.<region>.`. */
  readonly service: string;
  /** What of a platform stops without it. */
  readonly needs: string;
}

/**
 * Gateway endpoints cost nothing and need no security group:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html, https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/vpc-endpoints-dynamodb.html
 */
export const GATEWAY_ENDPOINTS: readonly EndpointFacts[] = [
  { service: 's3', needs: 'artifacts, image layers of ECR, packages of SageMaker' },
  { service: 'dynamodb', needs: 'the online store of Feast' },
];

/**
 * What a SageMaker job or endpoint in private subnets calls:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html, https://docs.aws.amazon.com/sagemaker/latest/dg/train-vpc.html,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html (images come through ecr.api, ecr.dkr and s3),
 * all names: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const INTERFACE_ENDPOINTS: readonly EndpointFacts[] = [
  { service: 'ecr.api', needs: 'logging in to the registry' },
  { service: 'ecr.dkr', needs: 'pulling images' },
  { service: 'kms', needs: 'reading and writing what is encrypted' },
  { service: 'logs', needs: 'logs of jobs and endpoints' },
  { service: 'monitoring', needs: 'metrics of jobs and endpoints' },
  { service: 'sagemaker.api', needs: 'starting jobs and pipelines' },
  { service: 'sagemaker.featurestore-runtime', needs: 'reading and writing features' },
  { service: 'sagemaker.runtime', needs: 'calling endpoints' },
  { service: 'sts', needs: 'assuming roles' },
];

/** What the name of nearly every endpoint begins with. */
export const ENDPOINT_PREFIX = 'com.amazonaws';

/**
 * What the names of some services' endpoints begin with in other partitions; the gateway endpoint of S3 keeps `com.amazonaws` everywhere:
 * https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-cn-privatelink-support.html,
 * the list of aws-cdk-lib: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts
 */
const ENDPOINT_PREFIX_EXCEPTIONS: Readonly<Record<string, { readonly prefix: string; readonly services: readonly string[] }>> = {
  'aws-cn': {
    prefix: 'cn.com.amazonaws',
    services: [
      'ec2', 'ecr.api', 'ecr.dkr', 'eks', 'monitoring', 'sagemaker.api', 'sagemaker.featurestore-runtime', 'sagemaker.runtime', 'sqs', 'sts',
    ],
  },
  'aws-eusc': { prefix: 'eu.amazonaws', services: ['ecr.api', 'ecr.dkr'] },
};

/** What the name of a service's interface endpoint begins with. */
export function endpointPrefix(service: string, partition: string): string {
  const exception = ENDPOINT_PREFIX_EXCEPTIONS[partition];
  return exception?.services.includes(service) ? exception.prefix : ENDPOINT_PREFIX;
}
