import { Construct } from 'constructs';
import { isUnresolved, Problems } from '../../core/private';
import { securityGroupOf } from '../../facts/gcp/cluster';
import { ContainerCluster } from '../../providers/google/container-cluster';

/** Makes groups known to a cluster: those of one domain, which its security group has to hold. */
export class SecurityGroup {
  public constructor(private readonly scope: Construct, private readonly cluster: ContainerCluster, private name: string | undefined) {}

  public require(email: string): void {
    const domain = email.split('@').pop()!;
    if (this.name === undefined && !isUnresolved(email)) {
      this.name = securityGroupOf(domain);
      this.cluster.putAuthenticatorGroupsConfig({ securityGroup: this.name });
    }
    if (this.name !== undefined && (isUnresolved(email) || this.name.endsWith(`@${domain}`))) return;
    const problems = new Problems(this.scope);
    const known = this.name === undefined ? 'does not know which group holds it' : `knows the groups in '${this.name}' only`;
    problems.add('training/security-group', `the group '${email}' is granted something, but the cluster ${known}: set 'securityGroup', or grant to people of that domain one by one`);
    problems.throwIfAny();
  }
}
