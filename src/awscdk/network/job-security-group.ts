import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress, ISecurityGroup, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
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
    const { attrGroupId: groupId } = new CfnSecurityGroup(this, 'Resource', {
      vpcId: vpc.vpcId,
      groupDescription: `${platformName}: jobs and endpoints`,
      securityGroupEgress: [
        { ipProtocol: 'tcp', fromPort: ENDPOINT_PORT, toPort: ENDPOINT_PORT, cidrIp: '0.0.0.0/0', description: 'HTTPS to services of AWS, and to the internet where the network reaches it' },
      ],
    });
    const itself = { groupId, ipProtocol: '-1', description: 'Nodes of one job speak with each other' };
    new CfnSecurityGroupIngress(this, 'FromItself', { ...itself, sourceSecurityGroupId: groupId });
    new CfnSecurityGroupEgress(this, 'ToItself', { ...itself, destinationSecurityGroupId: groupId });
    this.group = SecurityGroup.fromSecurityGroupId(this, 'Group', groupId);
    Tags.of(this).add('Name', `${platformName}-jobs`);
  }
}
