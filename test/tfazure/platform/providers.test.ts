import { App, TerraformProvider, TerraformStack } from 'cdktf';
import { AzurermProvider } from '../../../src/providers/azurerm/provider';
import { MlPlatform } from '../../../src/tfazure';
import { codesOfRefusedSynth } from '../../support/terraform';
import { Bench, SUBSCRIPTION, synthesized } from '../support/stacks';

const own = (stack: TerraformStack, id: string, alias?: string, subscriptionId = SUBSCRIPTION): TerraformProvider =>
  new AzurermProvider(stack, id, { features: [{}], subscriptionId, storageUseAzuread: true, alias });

test('our provider needs no data plane, no keys, and registers what the platform uses', () => {
  const [azurerm] = synthesized().providers('azurerm');
  expect(azurerm).toMatchObject({ subscription_id: SUBSCRIPTION, storage_use_azuread: true, resource_provider_registrations: 'none' });
  expect(azurerm.features[0].storage).toEqual([{ data_plane_available: false }]);
  expect(azurerm.resource_providers_to_register).toContain('Microsoft.MachineLearningServices');
});

test("a user's provider is used, wherever it is declared", () => {
  const bench = new Bench();
  bench.platform();
  own(bench.stack, 'Azure');
  const stack = bench.synth().stack('ml');
  expect(stack.providers('azurerm')).toHaveLength(1);
  expect(stack.providers('azurerm')[0].resource_providers_to_register).toBeUndefined();
});

test('several candidates are refused before anything is written', () => {
  const bench = new Bench();
  bench.platform();
  own(bench.stack, 'One', 'one');
  own(bench.stack, 'Two', 'two');
  expect(codesOfRefusedSynth(bench.app as App)).toContain('providers/ambiguous');
});

test('a provider of another subscription is refused', () => {
  const bench = new Bench();
  bench.platform();
  own(bench.stack, 'Azure', undefined, '00000000-0000-0000-0000-000000000000');
  expect(codesOfRefusedSynth(bench.app as App)).toContain('providers/setting-differs');
});

test('a passed provider is taken among several', () => {
  const bench = new Bench();
  own(bench.stack, 'One', 'one');
  const provider = own(bench.stack, 'Two', 'two');
  new MlPlatform(bench.stack, 'Ml', { location: 'westeurope', provider });
  expect(bench.synth().stack('ml').resource('azurerm_virtual_network').provider).toBe('azurerm.two');
});
