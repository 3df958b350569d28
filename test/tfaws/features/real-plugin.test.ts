import { FeatureGroupProps, OnlineLatency, Profile } from '../../../src/core';
import { Identity } from '../../../src/tfaws';
import { danglingReferences, expectPassed, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { PLAIN, SPEND, stored } from './stores';

/** What a text of Terraform takes for its own. */
const WRITTEN = 'AUC of ${x} "0.93" %{ if } b';

const GROUPS: ReadonlyArray<readonly [string, FeatureGroupProps[]]> = [
  ['a stream, online and offline', [{ ...SPEND, description: WRITTEN }]],
  ['what is offline only', [PLAIN]],
  ['what is in memory only', [{ ...PLAIN, online: OnlineLatency.LOW, offline: false }]],
  ['several groups', [SPEND, PLAIN]],
];

test.each(GROUPS)('the real plugin takes a store with %s, and it applies against mocks', (_, groups) => {
  const { store, synth } = stored({ groups }, { profile: Profile.development() });
  store.grantRead(Identity.role('arn:aws:iam::123456789012:role/serving'));
  store.grantWrite(Identity.role('arn:aws:iam::123456789012:role/producer'));
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
}, 240_000);

test('the real plugin takes a store of an account that is known at deployment only', () => {
  const stack = stored({}, { profile: Profile.development(), accountId: undefined }).synth();
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
}, 240_000);

test('what a user wrote arrives as it was written', () => {
  const stack = stored({ groups: [{ ...SPEND, description: WRITTEN }] }, { profile: Profile.development() }).synth();
  const [database] = Object.keys(stack.resources('aws_glue_catalog_database'));
  const expected = JSON.stringify(WRITTEN).replaceAll('${', () => '$${').replaceAll('%{', '%%{');
  expectPassed(terraformMockedApply(stack, { expect: [`aws_glue_catalog_database.${database}.parameters["customer_spend"] == ${expected}`] }));
}, 240_000);
