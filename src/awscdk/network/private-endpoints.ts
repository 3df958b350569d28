import { CfnSecurityGroup, CfnVPCEndpoint, CfnVPCEndpointProps } from 'aws-cdk-lib/aws-ec2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CLUSTER_ENDPOINTS } from '../../facts/aws/cluster';
import { ENDPOINT_PREFIX, EndpointFacts, endpointPrefix, GATEWAY_ENDPOINTS, INTERFACE_ENDPOINTS } from '../../facts/aws/endpoints';
import { ENDPOINT_PORT } from '../../facts/aws/network';
import { NEW_REGION, REGIONS } from '../../facts/aws/regions';
import { pascal } from '../names';

export interface PrivateEndpointsProps {
  readonly platformName: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly region: string;
  readonly subnetIds: string[];
  readonly routeTableIds: string[];
  /** Whether the organization keeps the private names of the services in zones of its own. */
  readonly centralDns: boolean;
  /** Whether there is no other way to the services of AWS. */
  readonly sealed: boolean;
}

/** What clusters need where there is no other way; Lambda is how AWS CDK installs what runs in them. */
const ONLY_WAY: readonly EndpointFacts[] = [...CLUSTER_ENDPOINTS, { service: 'lambda', needs: 'installing software in clusters' }];

/** The services of AWS that a platform reaches without leaving its network. */
export class PrivateEndpoints extends Construct {
  public constructor(scope: Construct, id: string, private readonly props: PrivateEndpointsProps) {
    super(scope, id);
    const { subnetIds, routeTableIds, sealed } = props;
    const group = this.securityGroup();
    GATEWAY_ENDPOINTS.forEach(({ service }) => this.endpoint(service, ENDPOINT_PREFIX, { vpcEndpointType: 'Gateway', routeTableIds }));
    [...INTERFACE_ENDPOINTS, ...(sealed ? ONLY_WAY : [])].forEach(({ service }) =>
      this.endpoint(service, endpointPrefix(service, partitionOf(props.region)), {
        vpcEndpointType: 'Interface', privateDnsEnabled: !props.centralDns, subnetIds, securityGroupIds: [group.attrGroupId],
      }));
  }

  private securityGroup(): CfnSecurityGroup {
    const { platformName, vpcId, cidr } = this.props;
    const description = 'HTTPS from the network to the endpoints of AWS services';
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: `${platformName}: ${description}`,
      securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: ENDPOINT_PORT, toPort: ENDPOINT_PORT, cidrIp: cidr, description }],
      // Endpoints answer and never ask; an empty list would leave AWS's default of everything.
      securityGroupEgress: [{ ipProtocol: 'tcp', fromPort: ENDPOINT_PORT, toPort: ENDPOINT_PORT, cidrIp: cidr, description: 'Nothing outside the network' }],
    });
    Tags.of(group).add('Name', `${platformName}-endpoints`);
    return group;
  }

  private endpoint(service: string, namePrefix: string, how: Omit<CfnVPCEndpointProps, 'vpcId' | 'serviceName'>): void {
    const { vpcId, region, platformName } = this.props;
    const endpoint = new CfnVPCEndpoint(this, pascal(service.replace(/\./g, '-')), { ...how, vpcId, serviceName: `${namePrefix}.${region}.${service}` });
    Tags.of(endpoint).add('Name', `${platformName}-${service}`);
  }
}

/** A region that is known only at deployment is taken for one of the commercial partition. */
function partitionOf(region: string): string {
  return (REGIONS[region] ?? NEW_REGION).partition;
}
