/**
 * Quotas of an account that a platform uses up, by the types of the resources that count. Interface endpoints are those with `vpc_endpoint_type`
 * `Interface`; the type cannot tell them from gateways, so that the one gateway endpoint of a platform is counted with them.
 */
export const QUOTAS = [
  {
    quota: 'VPCs per Region',
    types: ['aws_vpc', 'AWS::EC2::VPC'],
    defaultLimit: 5,
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  },
  {
    quota: 'Elastic IP addresses per Region',
    types: ['aws_eip', 'AWS::EC2::EIP'],
    defaultLimit: 5,
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  },
  {
    quota: 'Interface endpoints per VPC',
    types: ['aws_vpc_endpoint', 'AWS::EC2::VPCEndpoint'],
    defaultLimit: 50,
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html',
  },
] as const;
