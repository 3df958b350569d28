import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { isUnresolved, refuse, stableSuffix } from '../../core/private';
import { GroupRight, longestValues, StorePolicies, tooManyPolicies } from '../../facts/aws/features-policies';
import { stableText } from '../../terraform';
import { Identity } from '../identity/identity';
import { requireGrantable, scopeOf } from '../identity/identity-grant';
import { ManagedRights } from '../identity/managed-rights';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { FeatureContext } from './feature-context';

/** What somebody may do with the groups of a store, and where that is written. */
interface Granted {
  readonly policies: StorePolicies;
  readonly rights: ManagedRights;
}

/** Who may read and write the groups of a store. The rights of one identity stand together, in as few policies as hold them; the same grant twice is one. */
export class FeatureGrants {
  private readonly granted = new Map<string, Granted>();

  public constructor(private readonly store: Construct, private readonly platform: IMlPlatform, private readonly plan: FeatureStorePlan) {}

  /** Lets an identity read or write a group. */
  public give(identity: IIdentity, right: GroupRight, { platform, group, values }: FeatureContext): void {
    const { region, accountId, artifacts } = platform;
    requireGrantable(this.store, { identity, place: placeOf(region, accountId) });
    const { policies, rights } = this.rightsOf(identity);
    const longest = longestValues(this.plan.name, group, artifacts.storeName, values, (text) => !isUnresolved(text));
    policies.add({ group, right, streamed: group.source.kind === 'stream', values, longest });
    const count = policies.statements().length;
    const problem = tooManyPolicies(this.plan.name, identity.identityName, count);
    if (problem) refuse(problem.code, problem.message);
    rights.grow(count);
  }

  private rightsOf(identity: IIdentity): Granted {
    const who = this.whoIs(identity);
    const known = this.granted.get(who);
    if (known) return known;
    const { store, platform: { region, tags }, plan: { name, groups } } = this;
    const scope = scopeOf(store, identity);
    const policies = new StorePolicies(groups.map(({ groupName }) => groupName));
    const rights = new ManagedRights(scope, scope === store ? `Grants-${stableSuffix(who)}` : `Grants-${stableSuffix(store.node.path)}`, {
      identity,
      // Changes neither with the groups nor with the rights: another name or description would be another policy.
      name: `${name}-${region}-${stableSuffix(who)}`,
      description: `Rights on the feature store ${name}`,
      tags,
      statements: () => policies.statements().map((page) => page.map((fact) => allow(fact, {}))),
    });
    const made = { policies, rights };
    this.granted.set(who, made);
    return made;
  }

  /** Who it is, as a text that is the same in each run. */
  private whoIs(identity: IIdentity): string {
    const { _home: home } = identity as Partial<Identity>;
    return home ? home.node.path : stableText(this.store, identity.identityName);
  }
}
