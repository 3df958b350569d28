import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { FeatureGroupProps, FeatureSource, OnlineLatency, Profile } from '../../../src/core';
import { IamRole } from '../../../src/providers/aws/iam-role';
import { AwsProvider } from '../../../src/providers/aws/provider';
import { FeatureStore, Identity, MlPlatform } from '../../../src/tfaws';
import { allowances, characters } from '../../support/policies';
import { Attributes, danglingReferences, expectPassed, synthApp, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { LEAST, newApp, stackIn } from '../platforms';
import { newLock, PLAIN, Stored, stored } from './stores';

const ROLE = Identity.role('arn:aws:iam::123456789012:role/teams/reader');
const USER = Identity.user('arn:aws:iam::123456789012:user/ada');
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST = 6_144;
const MOST_WITHOUT_ASKING = 10;

/** Names begin alike, and every tenth group has a stream. */
function group(index: number): FeatureGroupProps {
  return { ...PLAIN, groupName: `spend_${index}`, online: OnlineLatency.STANDARD, ...(index % 10 === 0 && { source: FeatureSource.stream() }) };
}

function many(count: number): FeatureGroupProps[] {
  return Array.from({ length: count }, (_, i) => group(i));
}

interface Document {
  readonly id: string;
  readonly name: string;
  readonly Statement: Attributes[];
}

const development = { profile: Profile.development() };
const withGroups = (count: number): Stored => stored({ groups: many(count) }, development);
function documents(stack: SynthesizedStack): Document[] {
  const made = Object.entries(stack.resources('aws_iam_policy')).filter(([id]) => id.includes('Grants'));
  return made.map(([id, { name, policy }]) => ({ id, name: name as string, Statement: JSON.parse(policy as string).Statement as Attributes[] }));
}

/** With what is known at deployment only as long as it may be: ARNs of keys and streams, and the name of a bucket. */
function deployed(document: object): object {
  const written = JSON.stringify(document).replace(/\$\{aws_(?:kms_key|kinesis_stream)[^}]*\}/g, 'a'.repeat(88));
  return JSON.parse(written.replace(/\$\{[^}]*\}/g, 'b'.repeat(63))) as object;
}

function give(store: FeatureStore, ...identities: Identity[]): void {
  identities.forEach((identity) => { store.grantRead(identity); store.grantWrite(identity); });
}

describe('all rights on 50 groups', () => {
  let stack: SynthesizedStack;
  beforeAll(() => {
    const made = withGroups(50);
    const role = new IamRole(made.stack, 'Trainer', { assumeRolePolicy: '{}' });
    const user = new IamUser(made.stack, 'Bob', { name: 'bob' });
    give(made.store, ROLE, USER, Identity._of(role), Identity.user(user.arn));
    stack = made.synth();
  });

  test.each([
    ['a role', 'aws_iam_role_policy_attachment', 'reader'],
    ['a role of this program', 'aws_iam_role_policy_attachment', 'Trainer'],
    ['a user', 'aws_iam_user_policy_attachment', 'ada'],
    ['a user of this program', 'aws_iam_user_policy_attachment', 'Bob'],
  ])('are few policies of %s, each as long as IAM takes', (_, type, who) => {
    const attachments = Object.values(stack.resources(type)).filter((one) => String(one.role ?? one.user).includes(who));
    const attached = attachments.map(({ policy_arn: arn }) => arn as string);
    const theirs = documents(stack).filter(({ id }) => attached.includes(`\${aws_iam_policy.${id}.arn}`));
    expect(theirs).toHaveLength(attached.length);
    expect(attached.length).toBeLessThanOrEqual(MOST_WITHOUT_ASKING);
    theirs.forEach(({ Statement }) => expect(characters(deployed({ Version: '2012-10-17', Statement }))).toBeLessThanOrEqual(LONGEST));
    const allowed = allowances(theirs.flatMap(({ Statement }) => Statement));
    const on = (action: string) => allowed.filter((line) => line.startsWith(`${action} `)).length;
    expect([on('sagemaker:GetRecord'), on('sagemaker:PutRecord'), on('kinesis:PutRecords'), on('athena:StartQueryExecution')]).toEqual([50, 45, 5, 50]);
  });

  test('are no policies inside of a role or user, of which IAM takes little', () => {
    expect(Object.keys(stack.resources('aws_iam_role_policy')).filter((id) => id.includes('Grant'))).toEqual([]);
    expect(stack.hasResource('aws_iam_user_policy')).toBe(false);
  });

  test('have names of their own', () => {
    const names = documents(stack).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    names.forEach((name) => expect(name).toMatch(/^acme-ml-features-eu-west-1-[0-9a-f]{6}(?:-\d)?$/));
  });
});

test('a group more extends policies and adds one at most; those that were there keep address and name', () => {
  const at = (count: number) => {
    const { store, synth } = withGroups(count);
    give(store, ROLE);
    return documents(synth());
  };
  const [first, second] = [at(1), at(2)];
  expect(second.map(({ id, name }) => [id, name])).toEqual(first.map(({ id, name }) => [id, name]));
  const [before, after] = [at(20), at(21)];
  expect(after.map(({ id, name }) => `${id} ${name}`)).toEqual(expect.arrayContaining(before.map(({ id, name }) => `${id} ${name}`)));
  expect(after.length - before.length).toBeLessThanOrEqual(1);
});

test('rights that come later, one by one, twice or in another order are the same policies', () => {
  const [all, single] = [withGroups(12), withGroups(12)];
  give(all.store, ROLE);
  [...single.store.groupNames].reverse().forEach((name) => {
    single.store.group(name).grantWrite(Identity.role(ROLE.identityName));
    [1, 2].forEach(() => single.store.group(name).grantRead(ROLE));
  });
  expect(single.synth().resources('aws_iam_policy')).toEqual(all.synth().resources('aws_iam_policy'));
});

test('whoever may read one group may not read another whose name begins alike', () => {
  const { store, synth } = withGroups(12);
  store.group('spend_1').grantRead(ROLE);
  const [{ Statement }] = documents(synth()) as unknown as [{ Statement: Attributes[] }];
  const text = JSON.stringify(Statement);
  expect(text).toContain('spend_1/records/*');
  expect(text).not.toMatch(/spend[-_]1[01]|spend[-_]1?\*/);
});

test('the rights of two stores are told apart', () => {
  const { platform, store, synth } = withGroups(1);
  const more = new FeatureStore(platform, 'More', { platform, groups: many(1), lock: newLock() });
  give(store, ROLE);
  give(more, ROLE);
  const names = documents(synth()).map(({ name }) => name);
  expect(names).toEqual([expect.stringMatching(/^acme-ml-features-/), expect.stringMatching(/^acme-ml-more-/)]);
});

test('a role of another stack has its rights there, since that stack is deployed later', () => {
  const app = newApp();
  const [here, there] = [stackIn(app, 'here'), stackIn(app, 'there')];
  new AwsProvider(there, 'Aws', { region: 'eu-west-1' });
  const platform = new MlPlatform(here, 'Ml', { ...LEAST, ...development });
  const store = new FeatureStore(platform, 'Features', { platform, groups: many(2), lock: newLock() });
  give(store, Identity._of(new IamRole(there, 'Server', { assumeRolePolicy: '{}' })));
  const made = synthApp(app);
  expect(documents(made.stack('here'))).toEqual([]);
  expect(documents(made.stack('there'))).toHaveLength(1);
});

test('a role of the platform sends events to a store of another stack, which stands on the platform', () => {
  const app = newApp();
  const [here, there] = [stackIn(app, 'here'), stackIn(app, 'there')];
  const platform = new MlPlatform(here, 'Ml', { ...LEAST, ...development });
  const store = new FeatureStore(there, 'Features', { platform, groups: [group(10)], lock: newLock() });
  store.grantWrite(Identity._of(new IamRole(here, 'Sender', { assumeRolePolicy: '{}' })));
  const made = synthApp(app);
  expect(documents(made.stack('there'))).toEqual([]);
  expect(JSON.stringify(documents(made.stack('here')))).toContain(':stream/acme-ml-features-spend-10');
});

test('who has no policy, or lies elsewhere, is refused', () => {
  const { store } = withGroups(1);
  expect(() => store.grantRead(Identity.accountRoot('123456789012'))).toThrow(/identity\/cannot-grant/);
  expect(() => store.grantWrite(Identity.role('arn:aws:iam::210987654321:role/there'))).toThrow(/identity\/other-account/);
});

test('the real plugin takes them, and they apply against mocks', () => {
  const { store, synth } = withGroups(12);
  give(store, ROLE, USER);
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
}, 240_000);
