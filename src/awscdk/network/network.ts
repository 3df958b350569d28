import { CfnVPC, IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Stack, Tags } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { Egress, INetwork } from '../../core';
import { NetworkPlan } from '../../core/network/network-plan';
import { ProfileSettings } from '../../core/platform/profile';
import { FlowLogs } from './flow-logs';
import { PrivateEndpoints } from './private-endpoints';
import { Subnets } from './subnets';

export interface NetworkProps {
  readonly platformName: string;
  readonly plan: NetworkPlan;
  readonly profile: ProfileSettings;
  readonly key: IKey;
  readonly centralDns: boolean;
  /** The way out that was asked for, for whoever reads it from the platform. */
  readonly egress: Egress;
  readonly permissionsBoundary?: IManagedPolicy;
}

/**
 * The private network of a platform. Made of single resources, because `ec2.Vpc` looks the zones of a region up in the account as soon as the stack
 * names it, divides the addresses by itself, and closes the default security group by a Lambda function.
 */
export class Network extends Construct implements INetwork {
  public readonly egress: Egress;
  public readonly networkId: string;
  public readonly privateSubnetIds: string[];
  public readonly natGatewayIds: string[];
  public readonly vpc: IVpc;
  /** How what lies in the network reaches AWS: whoever has to do so until it goes is made after these. */
  public readonly ways: IDependable[];

  public constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { platformName, plan, profile } = props;
    const { region } = Stack.of(this);
    const vpc = new CfnVPC(this, 'Resource', { cidrBlock: plan.cidr, enableDnsHostnames: true, enableDnsSupport: true });
    Tags.of(vpc).add('Name', platformName);
    const subnets = new Subnets(this, 'Subnets', { platformName, vpcId: vpc.ref, plan, natPerZone: profile.natPerZone });
    const { zones, privateSubnetIds, privateRouteTableIds, natGatewayIds } = subnets;
    const endpoints = new PrivateEndpoints(this, 'Endpoints', {
      platformName,
      vpcId: vpc.ref,
      cidr: plan.cidr,
      region,
      subnetIds: privateSubnetIds,
      routeTableIds: privateRouteTableIds,
      centralDns: props.centralDns,
      sealed: plan.egress.kind !== 'nat',
    });
    this.ways = [...subnets.routes, endpoints];
    new FlowLogs(this, 'FlowLogs', { ...props, vpcId: vpc.ref });
    this.networkId = vpc.ref;
    this.egress = props.egress;
    this.privateSubnetIds = privateSubnetIds;
    this.natGatewayIds = natGatewayIds;
    this.vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: vpc.ref,
      vpcCidrBlock: plan.cidr,
      availabilityZones: zones,
      ...(natGatewayIds.length > 0
        ? { privateSubnetIds, privateSubnetRouteTableIds: privateRouteTableIds }
        : { isolatedSubnetIds: privateSubnetIds, isolatedSubnetRouteTableIds: privateRouteTableIds }),
    });
  }
}
