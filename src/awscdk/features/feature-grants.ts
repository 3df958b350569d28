import { IPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { isUnresolved, refuse, stableSuffix } from '../../core/private';
import { GroupRight, longestValues, StorePolicies, tooManyPolicies } from '../../facts/aws/features-policies';
import { readFeatures, writeFeatures } from '../../facts/aws/features-rights';
import { Identity } from '../identity/identity';
import { ManagedRights } from '../identity/managed-rights';
import { PrincipalArns, roleOrUserOf } from '../identity/role-or-user';
import { grant } from '../identity/statements';
import { isKeptAsItIs, requireSameAccount } from '../identity/written-elsewhere';
import { FeatureContext } from './feature-context';

/** What somebody may do with the groups of a store, and where that is written. */
interface Granted {
  readonly policies: StorePolicies;
  readonly rights: ManagedRights;
}

/** Who may read and write the groups of a store. The rights of one identity stand together, in as few policies as hold them; the same grant twice is one. */
export class FeatureGrants {
  private readonly granted = new Map<Construct, Granted>();

  public constructor(private readonly store: Construct, private readonly plan: FeatureStorePlan) {}

  /** Lets an identity read or write a group. */
  public give(identity: IIdentity, right: GroupRight, { platform, group, values }: FeatureContext): void {
    requireGranteeOf('aws', identity, this.store);
    const { grantPrincipal: principal } = Identity._from(identity)._grantee(this.store);
    const streamed = group.source.kind === 'stream';
    requireSameAccount(this.store, identity, principal);
    if (!isRoleOrUser(principal)) {
      const facts = right === 'read' ? readFeatures(group) : writeFeatures(streamed);
      facts.forEach((fact) => grant(this.store, identity, fact, values));
      return;
    }
    if (isKeptAsItIs(principal)) return;
    const { policies, rights } = this.rightsOf(principal);
    const longest = longestValues(this.plan.name, group, platform.artifacts.storeName, values, (text) => !isUnresolved(text));
    policies.add({ group, right, streamed, values, longest });
    const count = policies.statements().length;
    const problem = tooManyPolicies(this.plan.name, identity.identityName, count);
    if (problem) refuse(problem.code, problem.message);
    rights.grow(count);
  }

  /** Beside the role or user, in whichever stack that is: one that uses what this stack has is deployed later. */
  private rightsOf(principal: Construct & IPrincipal): Granted {
    const known = this.granted.get(principal);
    if (known) return known;
    const { store, plan: { name, groups } } = this;
    const policies = new StorePolicies(groups.map(({ groupName }) => groupName));
    const rights = new ManagedRights(principal, `Features-${stableSuffix(store.node.path)}`, {
      who: roleOrUserOf(principal as PrincipalArns)!,
      // Does not change with the groups: CloudFormation makes another policy for another description.
      description: `Rights on the feature store ${name}`,
      statements: () => policies.statements(),
    });
    const made = { policies, rights };
    this.granted.set(principal, made);
    return made;
  }
}

/** Whether it is a role or a user of this program, or one that it has imported. */
function isRoleOrUser(principal: IPrincipal): principal is Construct & IPrincipal {
  return Construct.isConstruct(principal) && roleOrUserOf(principal as PrincipalArns) !== undefined;
}
