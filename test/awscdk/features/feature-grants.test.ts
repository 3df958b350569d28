import { AnyPrincipal, Group, ManagedPolicy, Role, ServicePrincipal, User } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { FeatureStore, Identity } from '../../../src/awscdk';
import { FeatureGroupProps, FeatureSource, OnlineLatency, SchemaLock } from '../../../src/core';
import { Json, list, SynthesizedApp, text } from '../../support/cloudformation';
import { allowances, characters } from '../../support/policies';
import { codesOf } from '../../support/refusals';
import { ENV } from '../platforms';
import { SHOPS, Stored, stored } from './stores';

const READER = 'arn:aws:iam::123456789012:role/teams/reader';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST = 6_144;
const MOST_WITHOUT_ASKING = 10;

/** Names begin alike, and every tenth group has a stream. */
function group(index: number): FeatureGroupProps {
  return { ...SHOPS, groupName: `spend_${index}`, online: OnlineLatency.STANDARD, ...(index % 10 === 0 && { source: FeatureSource.stream() }) };
}

function many(count: number): FeatureGroupProps[] {
  return Array.from({ length: count }, (_, i) => group(i));
}

const withGroups = (count: number): Stored => stored(many(count));

interface Policy {
  readonly id: string;
  readonly stack: string;
  readonly holder: string;
  readonly statements: Json[];
}

/** The managed policies of stores, with what is known at deployment only as text. */
function policies(app: SynthesizedApp): Policy[] {
  const made = app.of('AWS::IAM::ManagedPolicy').filter(({ properties }) => /Rights on the feature store/.test(properties.Description));
  return made.map(({ id, stack, properties: { Roles, Users, PolicyDocument } }) => ({
    id,
    stack,
    holder: list<Json>(Roles ?? Users).map(text).join(),
    statements: (PolicyDocument.Statement as Json[]).map((statement) => ({ ...statement, Resource: list<Json>(statement.Resource).map(text) })),
  }));
}

/** With each reference as long as what it stands for may be: the ARN of a stream, the ARN of a key, the partition, and the name of a bucket. */
function deployed(statements: Json[]): Json {
  const key = `arn:aws-us-gov:kms:eu-west-1:123456789012:key/mrk-${'0'.repeat(32)}`;
  const stream = 'arn:aws-us-gov:kinesis:eu-west-1:123456789012:stream/acme-ml-features-spend-40';
  return JSON.parse(JSON.stringify({ Version: '2012-10-17', Statement: statements })
    .replace(/\$\{\w*Stream\w*\.Arn\}/g, stream)
    .replace(/\$\{\w*\.Arn\}/g, key)
    .replace(/\$\{AWS::Partition\}/g, 'aws-us-gov')
    .replace(/\$\{[^}]*\}/g, 'b'.repeat(63)));
}

function give(store: FeatureStore, ...identities: Identity[]): void {
  identities.forEach((identity) => { store.grantRead(identity); store.grantWrite(identity); });
}

const role = (stack: Stack, id = 'Trainer') => new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });

describe('all rights on 50 groups', () => {
  let app: SynthesizedApp;
  beforeAll(() => {
    const { stack, store, synth } = withGroups(50);
    const imported = Role.fromRoleName(stack, 'Imported', 'imported');
    const known = User.fromUserName(stack, 'Known', 'known');
    give(store, Identity.role(READER), ...[imported, role(stack), known, new User(stack, 'Ada')].map(Identity.of));
    app = synth();
  });

  test.each([['a role by its ARN', 'reader'], ['an imported role', 'imported'], ['a role of this stack', 'Trainer'], ['an imported user', 'known'], ['a user of this stack', 'Ada']])(
    'are few policies of %s, each as long as IAM takes', (_, who) => {
      const theirs = policies(app).filter(({ holder }) => holder.includes(who));
      expect(theirs.length).toBeGreaterThan(1);
      expect(theirs.length).toBeLessThanOrEqual(MOST_WITHOUT_ASKING);
      theirs.forEach(({ statements }) => expect(characters(deployed(statements))).toBeLessThanOrEqual(LONGEST));
      const allowed = allowances(theirs.flatMap(({ statements }) => statements));
      const on = (action: string) => allowed.filter((line) => line.startsWith(`${action} `)).length;
      expect([on('sagemaker:GetRecord'), on('sagemaker:PutRecord'), on('kinesis:PutRecords'), on('athena:StartQueryExecution')]).toEqual([50, 45, 5, 50]);
    });

  test('are no policies inside of a role or user, of which IAM takes little', () => {
    const inline = app.of('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy');
    expect(inline.filter(({ properties }) => JSON.stringify(properties).includes('feature-group'))).toEqual([]);
  });
});

test('a group more extends policies and adds one at most; those that were there keep their addresses', () => {
  const at = (count: number) => {
    const { store, synth } = withGroups(count);
    give(store, Identity.role(READER));
    return policies(synth()).map(({ id }) => id);
  };
  expect(at(2)).toEqual(at(1));
  const [before, after] = [at(20), at(21)];
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after.length - before.length).toBeLessThanOrEqual(1);
});

test('rights that come later, one by one, twice or in another order are the same policies', () => {
  const [all, single] = [withGroups(12), withGroups(12)];
  give(all.store, Identity.role(READER));
  [...single.store.groupNames].reverse().forEach((name) => {
    single.store.group(name).grantWrite(Identity.role(READER));
    [1, 2].forEach(() => single.store.group(name).grantRead(Identity.role(READER)));
  });
  expect(policies(single.synth())).toEqual(policies(all.synth()));
});

test('whoever may read one group may not read another whose name begins alike', () => {
  const { store, synth } = withGroups(12);
  store.group('spend_1').grantRead(Identity.role(READER));
  const written = JSON.stringify(policies(synth()));
  expect(written).toContain('spend_1/records/*');
  expect(written).not.toMatch(/spend[-_]1[01]|spend[-_]1?\*/);
});

test('the rights of two stores, and what a role was granted before, are told apart', () => {
  const { stack, ml, store, synth } = withGroups(2);
  const more = new FeatureStore(stack, 'More', { platform: ml, groups: many(1), lock: SchemaLock.none() });
  const trainer = role(stack);
  trainer.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  ml.artifacts.grantRead(Identity.of(trainer), 'datasets/');
  give(store, Identity.of(trainer));
  give(more, Identity.of(trainer));
  const app = synth();
  expect(policies(app)).toHaveLength(2);
  expect(app.of('AWS::IAM::Policy').some(({ properties }) => JSON.stringify(properties).includes('datasets/'))).toBe(true);
});

test('a role of another stack has its rights there, since that stack is deployed later', () => {
  const { app, store, synth } = withGroups(2);
  give(store, Identity.of(role(new Stack(app, 'Later', { env: ENV }))));
  expect(policies(synth()).map(({ stack }) => stack)).toEqual(['Later']);
});

test('a job of the platform sends events to a store of another stack, which stands on the platform', () => {
  const { app, stack, ml, synth } = withGroups(1);
  const trainer = role(stack);
  const store = new FeatureStore(new Stack(app, 'Later', { env: ENV }), 'More', { platform: ml, groups: [group(10)], lock: SchemaLock.none() });
  store.grantWrite(Identity.of(trainer));
  const [{ stack: where, statements }] = policies(synth()) as [Policy];
  expect(where).not.toBe('Later');
  expect(JSON.stringify(statements)).toContain(':stream/acme-ml-more-spend-10');
});

test('a group of users has them in its policy', () => {
  const { stack, store, synth } = withGroups(1);
  give(store, Identity.of({ grantPrincipal: new Group(stack, 'Team').grantPrincipal }));
  expect(synth().of('AWS::IAM::Policy').some(({ properties }) => properties.Groups && JSON.stringify(properties).includes('sagemaker:GetRecord'))).toBe(true);
});

test('a role whose policies are written elsewhere is left as it is', () => {
  const { stack, store, synth } = withGroups(1);
  give(store, Identity.of(Role.fromRoleArn(stack, 'Kept', READER, { mutable: false })));
  expect(policies(synth())).toEqual([]);
});

test('who has no policy, or lies elsewhere, is refused', () => {
  const { stack, store } = withGroups(1);
  const elsewhere = 'arn:aws:iam::210987654321:role/there';
  [Identity.role(elsewhere), Identity.of(Role.fromRoleArn(stack, 'There', elsewhere))].forEach((identity) => {
    expect(codesOf(() => store.grantRead(identity))).toEqual(['identity/other-account']);
  });
  expect(codesOf(() => store.grantWrite(Identity.of({ grantPrincipal: new AnyPrincipal() })))).toEqual(['identity/cannot-grant']);
});
