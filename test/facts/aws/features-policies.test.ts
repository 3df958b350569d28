import { GroupFacts } from '../../../src/facts/aws/features-group';
import { GrantedGroup, GroupRight, longestValues, LONGEST_POLICY, MOST_POLICIES, StorePolicies, tooManyPolicies } from '../../../src/facts/aws/features-policies';
import { readFeatures, writeFeatures } from '../../../src/facts/aws/features-rights';
import { groupValues } from '../../../src/facts/aws/features-values';
import { fill, Values } from '../../../src/facts/aws/fill';
import { StatementFact } from '../../../src/facts/aws/statement';
import { allowances, characters } from '../../support/policies';

const PLACE: Values = { partition: 'aws', region: 'eu-west-1', account: '123456789012', key: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' };
const RIGHTS: readonly GroupRight[] = ['read', 'write'];

const STORE = 'acme-ml-features';
const isKnown = (text: string) => !text.includes('${');

/** Groups of all kinds, whose names begin alike. */
function group(index: number): GroupFacts {
  const name = `spend_${index}`;
  return {
    groupName: name, name: `${STORE}-spend-${index}`, entityKeys: [], eventTime: 'at', features: [], offline: index % 3 !== 1, ...(index % 2 === 0 && { online: 'standard' }),
  };
}

function granted(index: number, right: GroupRight, place = PLACE): GrantedGroup {
  const facts = group(index);
  const values = groupValues(STORE, facts, 'acme-ml-artifacts', place);
  return { group: facts, streamed: index % 5 === 0, right, values, longest: longestValues(STORE, facts, 'acme-ml-artifacts', values, isKnown) };
}

function policies(indices: readonly number[], rights = RIGHTS, place = PLACE): StorePolicies {
  const made = new StorePolicies(Array.from({ length: 500 }, (_, i) => group(i).groupName));
  indices.forEach((index) => rights.forEach((right) => made.add(granted(index, right, place))));
  return made;
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const written = (facts: readonly StatementFact[]) => facts.map(({ sid, actions, resources, conditions }) => ({ Sid: sid, Effect: 'Allow', Action: actions, Resource: resources, Condition: conditions }));
const size = (facts: readonly StatementFact[]) => characters({ Version: '2012-10-17', Statement: written(facts) });

/** What is named in allowances with its group; of a bucket the prefix that may be listed. */
function ownResources(lines: readonly string[]): string[] {
  return [...new Set(lines.map((line) => line.split(' ')).map((words) => (words.includes('s3:prefix') ? words.at(-1)! : words[1]!)))].filter((resource) => /spend/.test(resource));
}

test('each policy is as long as IAM takes at most, whatever its groups', () => {
  const pages = policies(upTo(50)).statements();
  pages.forEach((page) => expect(size(page)).toBeLessThanOrEqual(LONGEST_POLICY));
  // As many as a role has without asking for more, and none of them half empty but the last one.
  expect(pages.length).toBeLessThanOrEqual(8);
  pages.slice(1, -1).forEach((page) => expect(size(page)).toBeGreaterThan(LONGEST_POLICY - 1_000));
});

test('together they allow what each group alone would, and nothing else', () => {
  const alone = upTo(50).flatMap((index) => RIGHTS.flatMap((right) => {
    const { group: facts, streamed, values } = granted(index, right);
    return fill(right === 'read' ? readFeatures(facts) : [...writeFeatures(streamed)], values);
  }));
  expect(allowances(policies(upTo(50)).statements().flatMap(written))).toEqual(allowances(written(alone)));
});

test('a group is named as a whole: one whose name begins alike is not let in', () => {
  const own = (index: number) => ownResources(allowances(policies([index]).statements().flatMap(written)));
  const [one, others] = [own(2), [20, 23, 26, 29].flatMap(own)];
  expect(one.filter((resource) => others.includes(resource))).toEqual([]);
  const patterns = one.map((resource) => new RegExp(`^${resource.split('*').map((part) => part.replace(/[.+]/g, '\\$&')).join('.*')}$`));
  expect(others.filter((resource) => patterns.some((pattern) => pattern.test(resource.replace('*', 'part-0.parquet'))))).toEqual([]);
});

test('a group that is added at the end changes the last policy, or makes another', () => {
  upTo(40).slice(1).forEach((count) => {
    const [before, after] = [policies(upTo(count)).statements(), policies(upTo(count + 1)).statements()];
    const untouched = before.slice(0, -1);
    // What all groups share stands in the first one, and may come with any group.
    expect(after.slice(1, untouched.length)).toEqual(untouched.slice(1));
    expect(after.length - before.length).toBeLessThanOrEqual(1);
  });
});

test('there are never fewer policies than before, in whichever order rights are granted', () => {
  [7, 11, 13, 17, 19].forEach((step) => {
    const made = policies([]);
    let before = 0;
    upTo(120).forEach((i) => {
      const turn = (i * step) % 120;
      made.add(granted(Math.floor(turn / 2), RIGHTS[turn % 2]!));
      const now = made.statements().length;
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    });
    expect(made.statements()).toEqual(policies(upTo(60)).statements());
  });
});

test('what is known at deployment only is counted as long as it may be', () => {
  const unknown = { partition: '${p}', region: '${r}', account: '${a}', key: '${k}' };
  const real = { partition: 'aws-us-gov', region: 'us-isof-south-1', account: '123456789012', key: `arn:aws-us-gov:kms:us-isof-south-1:123456789012:key/mrk-${'a'.repeat(32)}` };
  const pages = policies(upTo(50), RIGHTS, unknown).statements();
  pages.forEach((page) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: written(page) });
    const deployed = text.replace(/\$\{([prak])\}/g, (_, letter: string) => Object.values(real)['prak'.indexOf(letter)]!);
    expect(deployed.length).toBeLessThanOrEqual(LONGEST_POLICY);
  });
});

test('more policies than a role can have are refused, with what to do', () => {
  expect(tooManyPolicies(STORE, 'me', MOST_POLICIES)).toBeUndefined();
  expect(tooManyPolicies(STORE, 'me', policies(upTo(400)).statements().length)).toMatchObject({ code: 'features/too-many-rights', message: expect.stringContaining('several roles') as string });
});
