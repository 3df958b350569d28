import { ISecurityGroup, IVpc, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Peer } from 'aws-cdk-lib/aws-ec2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENDPOINT_PORT } from '../../facts/aws/network';

/**
 * What jobs and endpoints of a platform may speak with: each other, and HTTPS. Where the network has no way out, HTTPS ends at the endpoints of AWS
 * services; the range cannot be narrower, since the gateway endpoint of S3 keeps the public addresses of S3.
 */
export class JobSecurityGroup extends Construct {
  public readonly group: ISecurityGroup;

  public constructor(scope: Construct, id: string, platformName: string, vpc: IVpc) {
    super(scope, id);
    this.group = new SecurityGroup(this, 'Resource', { vpc, description: `${platformName}: jobs and endpoints`, allowAllOutbound: false });
    this.group.connections.allowInternally(Port.allTraffic(), 'Nodes of one job speak with each other');
    this.group.connections.allowTo(Peer.anyIpv4(), Port.tcp(ENDPOINT_PORT), 'Services of AWS, and the internet where the network reaches it');
    Tags.of(this).add('Name', `${platformName}-jobs`);
  }
}
