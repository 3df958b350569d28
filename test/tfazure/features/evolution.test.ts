import { spawnSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration, Feature, FeatureGroupProps, SchemaLock } from '../../../src/core';
import { codesOf } from '../../support/refusals';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { terraformFor } from '../../support/terraform/plugins';
import { CLICKS, lockFile, made, SPEND } from './feature-stacks';

type Json = any;

const more = (group: FeatureGroupProps, ...features: Feature[]): FeatureGroupProps => ({ ...group, features: [...group.features, ...features] });
const NEWER = [more(SPEND, Feature.int('returns')), more(CLICKS, Feature.float('seconds'))];

/** All that a stack has, without what cdktf tells of it. */
function all(stack: SynthesizedStack): Record<string, Attributes> {
  const resources = stack.json.resource as Record<string, Record<string, Attributes>>;
  return Object.fromEntries(Object.entries(resources).flatMap(([type, of]) => Object.entries(of).map(([name, { '//': _told, ...attributes }]) => [`${type}.${name}`, attributes])));
}

function changed(before: Record<string, Attributes>, after: Record<string, Attributes>): string[] {
  return Object.keys(before).filter((address) => JSON.stringify(before[address]) !== JSON.stringify(after[address]));
}

const before = made([SPEND, CLICKS]).synth();
const after = made(NEWER).synth();

test('one more feature changes what makes values of events, and registers versions; all that holds values is as it was', () => {
  expect(Object.keys(all(after))).toEqual(Object.keys(all(before)));
  const parts = changed(all(before), all(after)).map((address) => address.replace(/_[0-9A-F]{8}$/, ''));
  expect(parts.sort()).toEqual([
    'azapi_resource.Ml_Features_clicks_Managed_Specification', 'azapi_resource.Ml_Features_clicks_Managed_Stream_Job', 'azapi_resource.Ml_Features_customer_spend_Managed_Specification',
    'azapi_resource_action.Ml_Features_clicks_Managed_Set_Version', 'azapi_resource_action.Ml_Features_clicks_Managed_Specification_Write',
    'azapi_resource_action.Ml_Features_customer_spend_Managed_Set_Version', 'azapi_resource_action.Ml_Features_customer_spend_Managed_Specification_Write',
    'terraform_data.Ml_Features_clicks_Managed_Stream_Job_Content',
  ]);
});

test('what changes in place keeps its name, its place and its identity', () => {
  const inPlace = changed(all(before), all(after)).filter((address) => address.startsWith('azapi_resource.'));
  inPlace.forEach((address) => {
    const { body: _old, ...kept } = all(before)[address]!;
    const { body: _new, ...keeps } = all(after)[address]!;
    expect(keeps).toEqual(kept);
  });
  expect(inPlace).toHaveLength(3);
});

test('its version has another name and another file, so that the one before stays', () => {
  const of = (stack: SynthesizedStack) => stack.resource('azapi_resource_action', 'customer_spend/Managed/Set/Version');
  const name = (stack: SynthesizedStack) => /\/versions\/(\d+)-[0-9a-f]{8}$/.exec(of(stack).resource_id as string)![1];
  expect([before, after].map(name)).toEqual(['5', '6']);
  expect(of(after).body.properties.specification.path).not.toBe(of(before).body.properties.specification.path);
  expect(of(before).method).toBe('PUT');
});

test('features in another order are the same version', () => {
  const turned = made([{ ...SPEND, features: [...SPEND.features].reverse() }]);
  expect(turned.store.groupOf('customer_spend').versionName).toBe(made([SPEND]).store.groupOf('customer_spend').versionName);
});

test('how values come online changes in place, and so do the words', () => {
  const often = made([{ ...CLICKS, refresh: undefined }]);
  const rarely = made([{ ...CLICKS, owner: 'else@acme.io', description: 'Else', freshness: Duration.hours(12) }]);
  expect(rarely.store.groupOf('clicks').versionName).toBe(often.store.groupOf('clicks').versionName);
  expect(changed(all(often.synth()), all(rarely.synth())).some((address) => address.includes('Managed_Stream'))).toBe(false);
});

test('a feature is not taken away, nor made another type', () => {
  const lock = SchemaLock.at(lockFile());
  made([SPEND], { lock }).synth();
  expect(codesOf(() => made([{ ...SPEND, features: SPEND.features.slice(1) }], { lock }))).toEqual(['features/removed']);
  expect(codesOf(() => made([{ ...SPEND, features: [Feature.string('spend_7d'), ...SPEND.features.slice(1)] }], { lock }))).toEqual(['features/retyped']);
});

const plugins = terraformFor(before);
if ('missing' in plugins) process.stderr.write(`SKIPPED the plan of one more feature: ${plugins.missing}\n`);

/** What the real plugin does with the call that registered a version, when it is to register the next one. */
('env' in plugins ? test : test.skip)('the real plugin calls for the next version, and takes away nothing', () => {
  const directory = mkdtempSync(join(tmpdir(), 'evolution-'));
  const [type, name] = ['azapi_resource_action', Object.keys(before.resources('azapi_resource_action')).find((each) => each.includes('customer_spend_Managed_Set_Version'))!];
  const call = (stack: SynthesizedStack): Json => {
    const { '//': _told, resource_id: id, body, provider: _p, ...rest } = stack.resources(type)[name] as Json;
    const fixed = (text: string) => text.replace(/\$\{[^}]*\}/g, '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/fs/featuresets/customer_spend');
    return { ...rest, resource_id: fixed(id as string), body: { properties: { stage: body.properties.stage as string } } };
  };
  const required = before.json.terraform!.required_providers as Json;
  const azapi = { subscription_id: '11111111-2222-3333-4444-555555555555', tenant_id: '11111111-2222-3333-4444-555555555555', client_id: '11111111-2222-3333-4444-555555555555', client_secret: 'x', use_cli: false, skip_provider_registration: true };
  writeFileSync(join(directory, 'cdk.tf.json'), JSON.stringify({ terraform: { required_providers: { azapi: required.azapi as object } }, provider: { azapi }, resource: { [type]: { [name]: call(after) } } }));
  const { timeouts: _timeouts, ...was } = call(before);
  const attributes = {
    ...was,
    id: was.resource_id as string,
    when: 'apply',
    body: { value: was.body as object, type: ['object', { properties: ['object', { stage: 'string' }] }] },
    response_export_values: { value: [], type: ['tuple', []] },
    output: { value: {}, type: ['object', {}] },
  };
  const provider = 'provider["registry.terraform.io/azure/azapi"]';
  const resources = [{ mode: 'managed', type, name, provider, instances: [{ schema_version: 2, attributes }] }];
  writeFileSync(join(directory, 'terraform.tfstate'), JSON.stringify({ version: 4, terraform_version: '1.9.0', serial: 1, lineage: 'a', outputs: {}, resources }));
  const run = (...args: string[]) => spawnSync('terraform', args, { cwd: directory, env: 'env' in plugins ? plugins.env : process.env, encoding: 'utf8' });
  expect(run('init', '-input=false').stderr).toBe('');
  const { stdout, stderr } = run('plan', '-refresh=false', '-no-color', '-input=false');
  expect({ stdout, stderr }).toMatchObject({ stderr: '', stdout: expect.stringMatching(/versions\/5-[0-9a-f]{8}" -> "[^"]*versions\/6-[0-9a-f]{8}"/) as string });
  // A call at the end of a resource's life would be one that takes something away: this one has none.
  expect(call(before).when).toBeUndefined();
}, 120_000);
