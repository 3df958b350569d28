import { Construct } from 'constructs';
import { ENDPOINT_PORT } from '../../facts/aws/network';
import { SecurityGroup } from '../../providers/aws/security-group';
import { VpcSecurityGroupEgressRule } from '../../providers/aws/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '../../providers/aws/vpc-security-group-ingress-rule';

/**
 * What jobs and endpoints of a platform may speak with: each other, and HTTPS. Where the network has no way out, HTTPS ends at the endpoints of AWS
 * services; the range cannot be narrower, since the gateway endpoint of S3 keeps the public addresses of S3.
 */
export class JobSecurityGroup extends Construct {
  public readonly groupId: string;

  public constructor(scope: Construct, id: string, platformName: string, vpcId: string, platformTags: Record<string, string>) {
    super(scope, id);
    const tags = { ...platformTags, Name: `${platformName}-jobs` };
    const group = new SecurityGroup(this, 'Resource', { vpcId, name: `${platformName}-jobs`, description: 'Jobs and endpoints of the platform', tags });
    const securityGroupId = group.id;
    const nodes = { securityGroupId, description: 'Nodes of one job speak with each other', ipProtocol: '-1', referencedSecurityGroupId: group.id, tags };
    new VpcSecurityGroupIngressRule(this, 'FromNodes', nodes);
    new VpcSecurityGroupEgressRule(this, 'ToNodes', nodes);
    new VpcSecurityGroupEgressRule(this, 'ToHttps', {
      securityGroupId,
      description: 'Services of AWS, and the internet where the network reaches it',
      ipProtocol: 'tcp',
      fromPort: ENDPOINT_PORT,
      toPort: ENDPOINT_PORT,
      cidrIpv4: '0.0.0.0/0',
      tags,
    });
    this.groupId = group.id;
  }
}
