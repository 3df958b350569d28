import { Construct } from 'constructs';
import { CLUSTER_ENDPOINTS } from '../../facts/aws/cluster';
import { ENDPOINT_PREFIX, endpointPrefix, GATEWAY_ENDPOINTS, INTERFACE_ENDPOINTS } from '../../facts/aws/endpoints';
import { ENDPOINT_PORT } from '../../facts/aws/network';
import { SecurityGroup } from '../../providers/aws/security-group';
import { VpcEndpoint } from '../../providers/aws/vpc-endpoint';
import { VpcSecurityGroupIngressRule } from '../../providers/aws/vpc-security-group-ingress-rule';
import { Place } from '../platform/place';

export interface PrivateEndpointsProps {
  readonly vpcId: string;
  readonly cidr: string;
  readonly place: Place;
  readonly subnetIds: string[];
  readonly routeTableIds: string[];
  /** Whether the organization keeps the private names of the services in zones of its own. */
  readonly centralDns: boolean;
  /** Whether the network has no way out. What clusters need then is made with it: a network has one private name of a service, however many clusters. */
  readonly sealed: boolean;
  readonly named: (name: string) => Record<string, string>;
}

/** Ways to the services of AWS that do not leave the network; only the network itself may use them. */
export class PrivateEndpoints extends Construct {
  public constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scope, id);
    const { vpcId, cidr, place, named } = props;
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpcId,
      name: named('endpoints').Name,
      description: 'HTTPS from the network to the private endpoints of AWS services',
      tags: named('endpoints'),
    });
    new VpcSecurityGroupIngressRule(this, 'FromNetwork', {
      securityGroupId: group.id,
      description: 'HTTPS from the network',
      ipProtocol: 'tcp',
      fromPort: ENDPOINT_PORT,
      toPort: ENDPOINT_PORT,
      cidrIpv4: cidr,
      tags: named('endpoints'),
    });
    GATEWAY_ENDPOINTS.forEach(({ service }) => new VpcEndpoint(this, service, {
      vpcId, serviceName: `${ENDPOINT_PREFIX}.${place.region}.${service}`, vpcEndpointType: 'Gateway', routeTableIds: props.routeTableIds, tags: named(service),
    }));
    [...INTERFACE_ENDPOINTS, ...(props.sealed ? CLUSTER_ENDPOINTS : [])].forEach(({ service }) => new VpcEndpoint(this, service, {
      vpcId,
      serviceName: `${endpointPrefix(service, place.partition)}.${place.region}.${service}`,
      vpcEndpointType: 'Interface',
      subnetIds: props.subnetIds,
      securityGroupIds: [group.id],
      privateDnsEnabled: !props.centralDns,
      tags: named(service),
    }));
  }
}
