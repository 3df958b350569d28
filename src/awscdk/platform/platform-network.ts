import { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Egress, INetwork } from '../../core';
import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { JobSecurityGroup } from '../network/job-security-group';
import { Network } from '../network/network';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';

/** The network of a platform, made or existing, as its parts need it. */
export interface NetworkParts {
  readonly network: INetwork;
  readonly vpc: IVpc;
  readonly zones: string[];
  readonly natGatewayIds: string[];
  readonly jobSecurityGroup: ISecurityGroup;
}

export function networkParts(
  scope: Construct,
  { platformName, key }: Pick<IMlPlatform, 'platformName' | 'key'>,
  plan: PlatformPlan,
  props: MlPlatformProps,
  permissionsBoundary?: IManagedPolicy,
): NetworkParts {
  const { profile, centralDns } = plan;
  const egress = props.network?.egress ?? Egress.nat();
  const made = plan.network && new Network(scope, 'Network', { platformName, plan: plan.network, egress, profile, key, centralDns, permissionsBoundary });
  const vpc = made?.vpc ?? props.existingNetwork!;
  const subnets = privateSubnets(vpc);
  return {
    network: made ?? { networkId: vpc.vpcId, privateSubnetIds: subnets.map(({ subnetId }) => subnetId) },
    vpc,
    zones: subnets.map(({ availabilityZone }) => availabilityZone),
    natGatewayIds: made?.natGatewayIds ?? [],
    jobSecurityGroup: new JobSecurityGroup(scope, 'Jobs', platformName, vpc).group,
  };
}

/** Where jobs and endpoints lie: nothing from the internet comes in, whether or not there is a way out. */
export function privateSubnets({ privateSubnets: withWayOut, isolatedSubnets }: IVpc): ISubnet[] {
  return [...withWayOut, ...isolatedSubnets];
}
