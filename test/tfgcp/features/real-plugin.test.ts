import { AlertChannel, FeatureSource, Profile } from '../../../src/core';
import { Identity } from '../../../src/tfgcp';
import { Attributes, danglingReferences, expectPassed, SynthesizedStack, terraformMockedApply, terraformValidate } from '../../support/terraform';
import { VertexCall, vertexFindings } from '../../support/vertex/vertex-findings';
import { mockedAccounts } from '../platforms';
import { CLICKS, SPEND, storeStage } from './stores';

type Json = any;

function program(): SynthesizedStack {
  const { store, synth } = storeStage((platform) => ({
    groups: [SPEND, CLICKS, { ...SPEND, groupName: 'files', source: FeatureSource.table(platform.artifacts.path('features/spend')) }],
  }), { profile: Profile.development(), alerts: [AlertChannel.email('ml@acme.io')] });
  store.grantRead(Identity.group('science@acme.io'));
  store.grantWrite(Identity.serviceAccount('shop@acme-shop.iam.gserviceaccount.com'));
  return synth();
}

test('the real plugins take a store with a stream and with files, and it applies against mocks', () => {
  const stack = program();
  expect(danglingReferences(stack)).toEqual([]);
  expectPassed(terraformValidate(stack));
  const [request] = Object.keys((stack.json as Json).locals as object).filter((name) => name.includes('Freshness'));
  const [view] = Object.entries(stack.resources('restful_resource')).find(([, { path }]) => (path as string).endsWith('/featureViews'))!;
  expectPassed(terraformMockedApply(stack, {
    variables: { vertex_token: 'secret' },
    overrides: mockedAccounts(stack),
    expect: [
      `startswith(jsondecode(local.${request!}).query, "SELECT IF(COUNT(*) > 0")`,
      `length(restful_resource.${view}.body.featureRegistrySource.featureGroups[0].featureIds) > 0`,
    ],
  }));
}, 240_000);

test('all calls are of the published API, to make a thing and to change it', () => {
  const made = program();
  const things = Object.values(made.resources('restful_resource')) as Attributes[];
  const calls = things.flatMap(({ path, read_path: place, body }): VertexCall[] => [
    { method: 'POST', path: (path as string).slice(1), body },
    { method: 'PATCH', path: (place as string).slice(1), body },
    { method: 'DELETE', path: (place as string).slice(1), body: null },
  ]);
  const policies = (Object.values(made.resources('restful_operation')) as Attributes[]).map(({ method, path, body }): VertexCall => ({ method: method as string, path: (path as string).slice(1), body }));
  expect(policies.length).toBe(things.length);
  expect(new Set(things.map(({ path }) => (path as string).split('/').pop()))).toEqual(new Set(['featureGroups', 'featureOnlineStores', 'featureViews']));
  expect(vertexFindings([...calls, ...policies]) ?? '').toBe('');
});
