import { readFileSync } from 'fs';
import { join } from 'path';
import { Feature } from '../../../src/core';
import { definitionProblems, runLogicApp } from '../../support/logic-app';
import { SynthesizedStack } from '../../support/terraform';
import { CLICKS, made, SPEND } from './feature-stacks';

type Json = any;

const workflowOf = (stack: SynthesizedStack): Json => stack.resource('azapi_resource', 'customer_spend/Managed/Specification/Resource');
const definitionOf = (stack: SynthesizedStack): Json => workflowOf(stack).body.properties.definition;

/** Runs a workflow against a store that answers so, one answer after the other, the last one for ever. */
async function written(statuses: number[]) {
  let now = Date.UTC(2026, 0, 1);
  const calls: Array<{ readonly method: string; readonly uri: string; readonly body: Json }> = [];
  const ended = await runLogicApp(definitionOf(made([SPEND]).synth()), {
    call: (method, uri, body) => {
      calls.push({ method, uri, body });
      return Promise.resolve({ status: statuses[Math.min(calls.length, statuses.length) - 1]!, body: {} });
    },
    wait: (_action, seconds) => {
      now += seconds * 1000;
      return Promise.resolve();
    },
    now: () => new Date(now),
  });
  return { ended, calls };
}

test('a workflow writes what the service reads, in a folder of its version', async () => {
  const { ended, calls: [call, ...more] } = await written([201]);
  expect(ended).toEqual({ status: 'Succeeded' });
  expect(more).toEqual([]);
  expect(call).toMatchObject({ method: 'PUT', uri: expect.stringMatching(/^https:\/\/acmemlfs\w{6}\.blob\.core\.windows\.net\/specifications\/customer_spend\/5-[0-9a-f]{8}\/FeatureSetSpec\.yaml$/) as string });
  expect(call!.body).toMatchObject({
    $schema: 'http://azureml/sdk-2-0/FeatureSetSpec.json',
    source: { type: 'parquet', path: expect.stringMatching(/^abfss:\/\/sources@acmemlfs\w{6}\.dfs\.core\.windows\.net\/customer_spend\/$/) as string, timestamp_column: { name: 'updated_at' } },
    index_columns: [{ name: 'customer_id', type: 'string' }],
  });
});

test('it tries until its rights hold, and fails when they never do', async () => {
  const late = await written([403, 403, 201]);
  expect([late.ended.status, late.calls.length]).toEqual(['Succeeded', 3]);
  const never = await written([403]);
  expect(never.ended).toMatchObject({ status: 'Failed', error: { code: 'NotWritten' } });
  expect(never.calls.length).toBeGreaterThan(30);
});

test('it never writes again what is there', async () => {
  const { ended, calls } = await written([409]);
  expect([ended.status, calls.length]).toEqual(['Succeeded', 1]);
  const [put] = JSON.stringify(definitionOf(made([SPEND]).synth())).match(/"headers":\{[^}]*\}/)!;
  expect(put).toContain('"If-None-Match":"*"');
});

test('it is one that Azure takes, and that nobody calls', () => {
  const stack = made([SPEND]).synth();
  expect(definitionProblems(definitionOf(stack))).toEqual([]);
  expect(workflowOf(stack).body.properties.accessControl.triggers.allowedCallerIpAddresses).toEqual([{ addressRange: '192.0.2.1/32' }]);
});

test('it can write specifications and read nothing', () => {
  const stack = made([SPEND, CLICKS]).synth();
  const roles = Object.values(stack.resources('azurerm_role_definition')).filter(({ name }) => (name as string).includes(' specifications ')) as Json[];
  expect(roles.map(({ permissions }) => (permissions[0].data_actions as string[]).map((action) => action.split('/blobs/')[1]!))).toEqual([['write', 'add/action']]);
  expect(roles[0].permissions[0].actions).toBeUndefined();
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ description }) => (description as string | undefined)?.endsWith('writes specifications'));
  expect(grants.map(({ scope }) => scope as string)).toEqual([expect.stringContaining('Container-specifications')]);
});

test('words of users are words to Terraform, and change no version', () => {
  const said = 'Sums of ${x} %{ if } @{c}';
  const plain = made([SPEND]).store.groupOf('customer_spend').versionName;
  const { store, synth } = made([{ ...SPEND, owner: 'else@acme.io', description: said, features: [Feature.float('spend_7d', { description: said }), ...SPEND.features.slice(1)] }]);
  expect(store.groupOf('customer_spend').versionName).toBe(plain);
  expect(readFileSync(join(synth().directory, 'cdk.tf.json'), 'utf8')).toContain('"column.spend_7d": "Sums of $${x} %%{ if } @{c}"');
});
