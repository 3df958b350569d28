import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { Problems, stableSuffix } from '../../core/private';
import { ACCESS_POLICIES } from '../../facts/aws/cluster';
import { fill } from '../../facts/aws/fill';
import { EksAccessEntry } from '../../providers/aws/eks-access-entry';
import { EksAccessPolicyAssociation } from '../../providers/aws/eks-access-policy-association';
import { stableText } from '../../terraform';
import { Identity } from '../identity/identity';
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
  edit?: EksAccessPolicyAssociation;
  admin?: EksAccessPolicyAssociation;
}

/**
 * Who may work in a cluster, by EKS's access entries and policies. A principal has one entry, and an entry each policy once, so that what is granted to the same
 * twice becomes one. Throws `identity/wrong-target`, and `identity/no-policy` for an account or an OIDC subject.
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
    const entry = this.entryOf(identity);
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
    const entry = this.entryOf(identity);
    entry.admin ??= this.associate(entry, 'Admin', ACCESS_POLICIES.clusterAdmin, { type: 'cluster' });
  }

  private entryOf(identity: IIdentity): Entry {
    const problems = new Problems(this);
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
    return { scope, resource, namespaces: new Set() };
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
