import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks-v2';
import { CfnRolePolicy, CfnUserPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { Lazy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { isUnresolved, Problems, stableSuffix } from '../../core/private';
import { requireNamespace } from '../../core/training/service-account-plan';
import { ACCESS_POLICIES, FIND_CLUSTER, KEPT_ROLE } from '../../facts/aws/cluster';
import { fill, Values } from '../../facts/aws/fill';
import { Identity } from '../identity/identity';
import { RoleOrUser } from '../identity/role-or-user';
import { statements } from '../identity/statements';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** What somebody may do in a cluster. */
interface Rights {
  admin: boolean;
  readonly namespaces: Set<string>;
}

export interface ClusterGrantsProps {
  readonly platform: IMlPlatform;
  /** A reference to the cluster. */
  readonly clusterName: string;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
}

/**
 * Who may work in a cluster, by EKS's access entries and policies. A principal has one entry, and an entry each policy once, so that what is granted to the same
 * twice becomes one. Who is let in may also find the cluster, as `aws eks update-kubeconfig` asks for, where the role or user is of this account and not kept by
 * AWS. Throws `identity/wrong-target`, `identity/cannot-grant` for what is neither a role nor a user, and `training/namespace`.
 */
export class ClusterGrants extends Construct {
  private readonly entries = new Map<string, Rights>();

  public constructor(scope: Construct, id: string, private readonly props: ClusterGrantsProps) {
    super(scope, id);
  }

  /** `AmazonEKSEditPolicy` in one namespace: what runs there and its Secrets, but no roles, quotas or limits. */
  public edit(identity: IIdentity, namespace: string): void {
    const problems = new Problems(this);
    requireNamespace(namespace, problems);
    this.rightsOf(identity, problems).namespaces.add(namespace);
  }

  /**
   * `AmazonEKSClusterAdminPolicy`: whoever administers a cluster installs software that brings kinds, webhooks and roles of its own, and nobody may give rights
   * that he lacks himself, so that a narrower policy would not do.
   */
  public admin(identity: IIdentity): void {
    this.rightsOf(identity, new Problems(this)).admin = true;
  }

  private rightsOf(identity: IIdentity, problems: Problems): Rights {
    requireIdentityOf('aws', identity, problems);
    const known = identity.identitySystem === 'aws' ? problems.collect(() => Identity._from(identity)) : undefined;
    const who = known?._roleOrUser();
    if (known && !who) {
      problems.add('identity/cannot-grant', `'${identity.identityName}' is neither a role nor a user, and a cluster lets in nobody else: let it assume a role, and name the role`);
    }
    problems.throwIfAny();
    // A token has another number in each program; what it stands for is always the same.
    const principal = JSON.stringify(Stack.of(this).resolve(who!.arn));
    const rights = this.entries.get(principal) ?? this.makeEntry(principal, who!);
    this.entries.set(principal, rights);
    return rights;
  }

  private makeEntry(principal: string, who: RoleOrUser): Rights {
    const rights: Rights = { admin: false, namespaces: new Set() };
    new CfnAccessEntry(this, `Entry${stableSuffix(principal)}`, {
      clusterName: this.props.clusterName, principalArn: who.arn, accessPolicies: Lazy.any({ produce: () => this.policies(rights) }),
    });
    if (this.isWritable(who)) this.letFind(`Find${stableSuffix(principal)}`, who);
    return rights;
  }

  /** Whether a policy of theirs can be written from here. */
  private isWritable({ arn }: RoleOrUser): boolean {
    const { account } = Stack.of(this);
    const [theirs] = isUnresolved(arn) ? [] : arn.split(':').slice(4);
    return !KEPT_ROLE.test(arn) && (theirs === undefined || isUnresolved(account) || theirs === account);
  }

  /** A policy of the cluster's stack: in that of the role, each stack would wait for the other. */
  private letFind(id: string, { kind, name }: RoleOrUser): void {
    const { platform: { platformName }, values } = this.props;
    const policyName = `${platformName}-find-${stableSuffix(this.node.path)}`;
    const policyDocument = new PolicyDocument({ statements: statements(FIND_CLUSTER, values) });
    if (kind === 'user') new CfnUserPolicy(this, id, { policyName, policyDocument, userName: name });
    else new CfnRolePolicy(this, id, { policyName, policyDocument, roleName: name });
  }

  private policies({ admin, namespaces }: Rights): CfnAccessEntry.AccessPolicyProperty[] {
    const policy = (name: keyof typeof ACCESS_POLICIES) => fill<string>(ACCESS_POLICIES[name], this.props.values);
    return [
      ...(admin ? [{ policyArn: policy('clusterAdmin'), accessScope: { type: 'cluster' } }] : []),
      ...(namespaces.size > 0 ? [{ policyArn: policy('edit'), accessScope: { type: 'namespace', namespaces: [...namespaces] } }] : []),
    ];
  }
}
