import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks-v2';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { refuse, stableSuffix } from '../../core/private';
import { ACCESS_POLICIES } from '../../facts/aws/cluster';
import { fill, Values } from '../../facts/aws/fill';
import { Identity } from '../identity/identity';

/** What somebody may do in a cluster. */
interface Rights {
  admin: boolean;
  readonly namespaces: Set<string>;
}

/**
 * Who may work in a cluster, by EKS's access entries and policies. A principal has one entry, and an entry each policy once, so that what is granted to the same
 * twice becomes one. Throws `identity/wrong-target`, and `identity/cannot-grant` for what is neither a role nor a user.
 */
export class ClusterGrants extends Construct {
  private readonly entries = new Map<string, Rights>();

  /**
   * @param scope the cluster
   * @param id unique in it
   * @param clusterName a reference to it
   * @param values what stands in the braces of the almanac's texts
   */
  public constructor(scope: Construct, id: string, private readonly clusterName: string, private readonly values: Values) {
    super(scope, id);
  }

  /** `AmazonEKSEditPolicy` in one namespace: what runs there and its Secrets, but no roles, quotas or limits. */
  public edit(identity: IIdentity, namespace: string): void {
    this.rightsOf(identity).namespaces.add(namespace);
  }

  /**
   * `AmazonEKSClusterAdminPolicy`: whoever administers a cluster installs software that brings kinds, webhooks and roles of its own, and nobody may give rights
   * that he lacks himself, so that a narrower policy would not do.
   */
  public admin(identity: IIdentity): void {
    this.rightsOf(identity).admin = true;
  }

  private rightsOf(identity: IIdentity): Rights {
    requireGranteeOf('aws', identity, this);
    const principalArn = Identity._from(identity)._roleOrUserArn();
    if (principalArn === undefined) {
      refuse('identity/cannot-grant', `'${identity.identityName}' is neither a role nor a user, and a cluster lets in nobody else: let it assume a role, and name the role`);
    }
    // A token has another number in each program; what it stands for is always the same.
    const principal = JSON.stringify(Stack.of(this).resolve(principalArn));
    const rights = this.entries.get(principal) ?? this.makeEntry(principal, principalArn);
    this.entries.set(principal, rights);
    return rights;
  }

  private makeEntry(principal: string, principalArn: string): Rights {
    const rights: Rights = { admin: false, namespaces: new Set() };
    new CfnAccessEntry(this, `Entry${stableSuffix(principal)}`, {
      clusterName: this.clusterName, principalArn, accessPolicies: Lazy.any({ produce: () => this.policies(rights) }),
    });
    return rights;
  }

  private policies({ admin, namespaces }: Rights): CfnAccessEntry.AccessPolicyProperty[] {
    const policy = (name: keyof typeof ACCESS_POLICIES) => fill<string>(ACCESS_POLICIES[name], this.values);
    return [
      ...(admin ? [{ policyArn: policy('clusterAdmin'), accessScope: { type: 'cluster' } }] : []),
      ...(namespaces.size > 0 ? [{ policyArn: policy('edit'), accessScope: { type: 'namespace', namespaces: [...namespaces] } }] : []),
    ];
  }
}
