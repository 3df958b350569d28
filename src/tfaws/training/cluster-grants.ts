import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { Problems, stableSuffix } from '../../core/private';
import { requireNamespace } from '../../core/training/service-account-plan';
import { ACCESS_POLICIES, FIND_CLUSTER } from '../../facts/aws/cluster';
import { fill } from '../../facts/aws/fill';
import { EksAccessEntry } from '../../providers/aws/eks-access-entry';
import { EksAccessPolicyAssociation } from '../../providers/aws/eks-access-policy-association';
import { stableText } from '../../terraform';
import { Identity } from '../identity/identity';
import { grantTo, isWritable } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { requireEntry } from './cluster-checks';
import { ClusterContext } from './cluster-context';

interface AccessScope {
  readonly type: 'cluster' | 'namespace';
  readonly namespaces?: string[];
}

interface Entry {
  readonly scope: Construct;
  readonly resource: EksAccessEntry;
  readonly namespaces: Set<string>;
  /** Whether it may find the cluster. */
  finds: boolean;
  edit?: EksAccessPolicyAssociation;
  admin?: EksAccessPolicyAssociation;
}

/**
 * Who may work in a cluster, by EKS's access entries and policies. A principal has one entry, and an entry each policy once, so that what is granted to the same
 * twice becomes one. Who is let in may also find the cluster, as `aws eks update-kubeconfig` asks for, where the role or user is of this account and not kept by
 * AWS. Throws `identity/wrong-target`, `identity/cannot-grant` for an account or an OIDC subject, and `training/namespace`.
 */
export class ClusterGrants extends Construct {
  private readonly entries = new Map<string, Entry>();

  /**
   * @param scope the cluster
   * @param id unique in it
   * @param context what is known of it
   * @param clusterName a reference to it
   */
  public constructor(scope: Construct, id: string, private readonly context: ClusterContext, private readonly clusterName: string) {
    super(scope, id);
  }

  /** `AmazonEKSEditPolicy` in one namespace: what runs there and its Secrets, but no roles, quotas or limits. */
  public edit(identity: IIdentity, namespace: string): void {
    const problems = new Problems(this);
    requireNamespace(namespace, problems);
    const entry = this.entryOf(identity, problems);
    this.letFind(identity, entry);
    entry.namespaces.add(namespace);
    const accessScope: AccessScope = { type: 'namespace', namespaces: [...entry.namespaces] };
    if (entry.edit) entry.edit.putAccessScope(accessScope);
    else entry.edit = this.associate(entry, 'Edit', ACCESS_POLICIES.edit, accessScope);
  }

  /**
   * `AmazonEKSClusterAdminPolicy`: whoever administers a cluster installs software that brings kinds, webhooks and roles of its own, and nobody may give rights
   * that he lacks himself, so that a narrower policy would not do.
   */
  public admin(identity: IIdentity): void {
    this.letFind(identity, this.administer(identity));
  }

  /** The same for whoever made the cluster, and finds it by the rights that this took. */
  public deployer(identity: IIdentity): void {
    this.administer(identity);
  }

  private administer(identity: IIdentity): Entry {
    const entry = this.entryOf(identity, new Problems(this));
    entry.admin ??= this.associate(entry, 'Admin', ACCESS_POLICIES.clusterAdmin, { type: 'cluster' });
    return entry;
  }

  private letFind(identity: IIdentity, entry: Entry): void {
    const { platform: { platformName }, place, values } = this.context;
    if (entry.finds || !isWritable(identity, place)) return;
    grantTo(this, { identity, platformName, place, right: 'find', statements: FIND_CLUSTER.map((fact) => allow(fact, values)) });
    entry.finds = true;
  }

  private entryOf(identity: IIdentity, problems: Problems): Entry {
    requireIdentityOf('aws', identity, problems);
    requireEntry(identity as Identity, problems);
    problems.throwIfAny();
    const principal = stableText(this, identity.identityName);
    const entry = this.entries.get(principal) ?? this.makeEntry(principal, identity.identityName);
    this.entries.set(principal, entry);
    return entry;
  }

  private makeEntry(principal: string, principalArn: string): Entry {
    const scope = new Construct(this, `Entry-${stableSuffix(principal)}`);
    const resource = new EksAccessEntry(scope, 'Resource', { clusterName: this.clusterName, principalArn, tags: this.context.tags });
    return { scope, resource, namespaces: new Set(), finds: false };
  }

  private associate({ scope, resource }: Entry, id: string, policy: string, accessScope: AccessScope): EksAccessPolicyAssociation {
    return new EksAccessPolicyAssociation(scope, id, {
      clusterName: this.clusterName,
      principalArn: resource.principalArn,
      policyArn: fill(policy, this.context.values),
      accessScope,
    });
  }
}
