import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Feature, FeatureSource, Schedule } from '../../../src/core';
import { Identity } from '../../../src/tfazure';
import { danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { SHARED, SOMEBODY } from '../support/stacks';
import { CLICKS, HISTORY, made, SPEND } from './feature-stacks';

/** The checker lies outside the repository; where it is not there, only azapi's own check of bodies is made. */
const CHECKER = join(__dirname, '../../../../shared/check-arm');

/** What each text of Terraform and of Logic Apps takes for its own. */
const WRITTEN = 'Sums of ${x} "0.93", a %{ if } b, @{c}';

function everything(): SynthesizedStack {
  const features = [Feature.float('spend_7d', { description: WRITTEN }), ...SPEND.features.slice(1)];
  const spend = { ...SPEND, features, description: WRITTEN, refresh: Schedule.daily(3) };
  const { store, synth } = made([spend, CLICKS, HISTORY], { materializesOffline: true });
  store.grantRead(Identity.group(SOMEBODY));
  store.grantWrite(Identity.group(SOMEBODY));
  return synth();
}

/** The calls that register versions, as resources, whose bodies checkers know. */
function registered(stack: SynthesizedStack): Record<string, object> {
  const calls = Object.entries(stack.resources('azapi_resource_action')).filter(([, { type }]) => (type as string).includes('/featuresets/versions@'));
  return Object.fromEntries(calls.map(([address, { type, body, provider }]) => [address, { type, name: '1', parent_id: '/x', body, provider }]));
}

test('the real plugins take a store with everything', () => {
  const stack = everything();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
}, 240_000);

const whereChecked = existsSync(CHECKER) ? test : test.skip;

whereChecked('bodies are as ARM publishes them, also of the versions that calls register', () => {
  const stack = everything();
  const bodies = { ...stack.resources('azapi_resource'), ...registered(stack) } as Record<string, { type: string }>;
  const mine = Object.entries(bodies).filter(([, { type }]) => type.startsWith('Microsoft.MachineLearningServices/'));
  const folder = mkdtempSync(join(tmpdir(), 'arm-'));
  const resource = { azapi_resource: Object.fromEntries(mine), azapi_update_resource: stack.resources('azapi_update_resource') };
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource }));
  const { status, stdout, stderr } = spawnSync('python3', [CHECKER, folder], { encoding: 'utf8' });
  expect({ status, said: stdout + stderr }).toMatchObject({ status: 0 });
  expect(mine.length).toBeGreaterThan(12);
});

test('the real plugins take a table of the platform as a source, and an online store that exists already', () => {
  const redis = `${SHARED}/providers/Microsoft.Cache/redisEnterprise/acme/databases/default`;
  const { synth } = made(({ artifacts }) => [{ ...SPEND, source: FeatureSource.table(artifacts.path('features/spend')) }], { existingOnlineStoreId: redis });
  const stack = synth();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  expectPassed(terraformMockedApply(stack));
}, 240_000);
