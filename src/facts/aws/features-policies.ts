import { GroupFacts } from './features-group';
import { readFeatures, writeFeatures } from './features-rights';
import { groupValues } from './features-values';
import { fill, Values } from './fill';
import { StatementFact } from './statement';

/** Characters of a managed policy, white space not counted: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_POLICY = 6_144;

/**
 * Managed policies of a role or a user, where AWS was asked for more than 10: https://repost.aws/knowledge-center/iam-increase-policy-size. Inline policies hold less: 10,240
 * characters of a role and 2,048 of a user, all of them together.
 */
export const MOST_POLICIES = 20;

/** What is known only at deployment, as long as it may be. */
const LONGEST: Readonly<Record<string, string>> = {
  partition: 'aws-us-gov', region: 'us-isof-south-1', account: '0'.repeat(12), key: `arn:aws-us-gov:kms:us-isof-south-1:${'0'.repeat(12)}:key/mrk-${'0'.repeat(32)}`,
};

const LONGEST_BUCKET = 'b'.repeat(63);

/** The words that tell a group from others of its store. */
const OF_ONE_GROUP = /\{(?:group|queries|records|stream|table|workGroup)\}/;

/** Why an identity cannot have so many policies; nothing where it can. */
export function tooManyPolicies(store: string, who: string, count: number): { readonly code: string; readonly message: string } | undefined {
  if (count <= MOST_POLICIES) return undefined;
  return {
    code: 'features/too-many-rights',
    message: `the rights of '${who}' on the groups of '${store}' are ${count} policies, and IAM attaches ${MOST_POLICIES} to a role or user at most: grant the groups that are needed, or let `
      + 'several roles have them',
  };
}

export type GroupRight = 'read' | 'write';

/** A right on a group, and how long what is filled into it may become. */
export interface GrantedGroup {
  readonly group: GroupFacts;
  readonly streamed: boolean;
  readonly right: GroupRight;
  readonly values: Values;
  readonly longest: Values;
}

/** The values of a group of which those that are not known yet are as long as they may be. */
export function longestValues(store: string, group: GroupFacts, bucketName: string, place: Values, isKnown: (text: string) => boolean): Values {
  const sure = Object.entries(place).map(([word, value]) => [word, typeof value === 'string' && !isKnown(value) ? LONGEST[word] ?? value : value] as const);
  return groupValues(store, group, isKnown(bucketName) ? bucketName : LONGEST_BUCKET, Object.fromEntries(sure));
}

/** Statements of one group alone, and those that are the same for each group of the store. */
interface Parts {
  readonly own: readonly StatementFact[];
  readonly shared: readonly StatementFact[];
}

/** A right on a group, filled. */
interface Filled {
  readonly rights: Parts;
  readonly measured: Parts;
}

/**
 * The rights of one identity on the groups of one store, in as few policies as hold them: each statement names the groups one by one, since their names may begin alike.
 *
 * What all groups share stands in the first policy, which keeps room for all of it. So a policy can only grow, none of them ever goes again, and a group that is added at
 * the end changes the last one only.
 */
export class StorePolicies {
  private readonly granted = new Map<string, Filled>();

  /** @param groupNames the groups of the store, in their order */
  public constructor(private readonly groupNames: readonly string[]) {}

  public add({ group, streamed, right, values, longest }: GrantedGroup): void {
    const facts = right === 'read' ? readFeatures(group) : writeFeatures(streamed);
    const measured = { own: partsOf(facts, longest).own, shared: partsOf(EVERY_RIGHT, longest).shared };
    this.granted.set(keyOf(group.groupName, right), { rights: partsOf(facts, values), measured });
  }

  /** The statements of each policy. */
  public statements(): StatementFact[][] {
    const groups = this.groupNames.map((name) => this.rightsOn(name)).filter((rights) => rights.length > 0);
    const shared = groups.flat().flatMap(({ rights }) => rights.shared);
    return pages(groups).map((page, i) => merged([...(i === 0 ? shared : []), ...page.flat().flatMap(({ rights }) => rights.own)]));
  }

  private rightsOn(groupName: string): Filled[] {
    return RIGHTS.flatMap((right) => this.granted.get(keyOf(groupName, right)) ?? []);
  }
}

const RIGHTS: readonly GroupRight[] = ['read', 'write'];

/** Whatever somebody may do with a group. */
const EVERY_RIGHT: readonly StatementFact[] = [...readFeatures({ online: 'standard', offline: true }), ...writeFeatures(true), ...writeFeatures(false)];

function keyOf(groupName: string, right: GroupRight): string {
  return `${right} ${groupName}`;
}

/** Groups in their order, as many a policy as it holds. */
function pages(groups: ReadonlyArray<readonly Filled[]>): Filled[][][] {
  const made: Filled[][][] = [[]];
  groups.forEach((group) => {
    const page = made[made.length - 1]!;
    const longer = [...page, [...group]];
    if (page.length === 0 || lengthOf(longer, made.length === 1) <= LONGEST_POLICY) page.push([...group]);
    else made.push([[...group]]);
  });
  return made;
}

function lengthOf(page: readonly Filled[][], isFirst: boolean): number {
  const rights = page.flat();
  const own = rights.flatMap(({ measured }) => measured.own);
  const statements = merged([...(isFirst ? rights[0]!.measured.shared : []), ...own]);
  const written = statements.map(({ sid, actions, resources, conditions }) => {
    return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resources, Condition: conditions };
  });
  return JSON.stringify({ Version: '2012-10-17', Statement: written }).length;
}

function partsOf(facts: readonly StatementFact[], values: Values): Parts {
  const part = (own: boolean) => facts.flatMap((fact): StatementFact[] => {
    const limited = OF_ONE_GROUP.test(JSON.stringify(fact.conditions ?? {}));
    const resources = fact.resources.filter((resource) => (limited || OF_ONE_GROUP.test(resource)) === own);
    return resources.length === 0 ? [] : [fill({ ...fact, resources }, values)];
  });
  return { own: part(true), shared: part(false) };
}

/** Statements of the same name as one, with the resources of each, and with the values of each in their conditions. */
function merged(statements: readonly StatementFact[]): StatementFact[] {
  const byName = new Map<string, StatementFact>();
  statements.forEach((statement) => {
    const before = byName.get(statement.sid);
    byName.set(statement.sid, before ? joined(before, statement) : statement);
  });
  return [...byName.values()];
}

function joined(one: StatementFact, other: StatementFact): StatementFact {
  return { ...other, resources: union(one.resources, other.resources), ...conditionsOf(one, other) };
}

type Conditions = NonNullable<StatementFact['conditions']>;

function conditionsOf({ conditions: one }: StatementFact, { conditions: other }: StatementFact): { readonly conditions?: Conditions } {
  if (!one || !other) return {};
  const operators = Object.entries(other).map(([operator, keys]) => {
    const values = Object.entries(keys).map(([key, value]) => [key, both(one[operator]![key]!, value)]);
    return [operator, Object.fromEntries(values)];
  });
  return { conditions: Object.fromEntries(operators) as Conditions };
}

/** A single value is the same for all groups. */
function both(one: string | readonly string[], other: string | readonly string[]): string | readonly string[] {
  return typeof one === 'string' || typeof other === 'string' ? other : union(one, other);
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
