import { PROVIDER_KINDS } from '../../../src/terraform/providers';
import { areDisjoint } from '../../../src/terraform/providers/version-range';

test.each([
  ['6.25.0', '>= 5.100.0, < 7.0.0'],
  ['5.100.0', '>= 5.100.0, < 7.0.0'],
  ['= 6.0', '>= 5.100.0, < 7.0.0'],
  ['~> 6.0', '>= 5.100.0, < 7.0.0'],
  ['~> 5.0', '>= 5.100.0, < 7.0.0'],
  ['>= 4', '~> 6.50'],
  ['~> 6.50.1', '~> 6.50'],
  ['~> 6', '~> 6.50'],
  ['v6.50.0', '6.50'],
  ['<= 6.50.0', '>= 6.50.0'],
  ['!= 6.50.0', '6.50.0'],
  ['6.50.0-beta1', '4.0'],
  ['${var.version}', '4.0'],
])('%s and %s have a version in common', (a, b) => {
  expect(areDisjoint(a, b)).toBe(false);
  expect(areDisjoint(b, a)).toBe(false);
});

test.each([
  ['5.31.0', '>= 5.100.0, < 7.0.0'],
  ['7.0.0', '>= 5.100.0, < 7.0.0'],
  ['~> 5.31.0', '>= 5.100.0, < 7.0.0'],
  ['~> 7.0', '~> 6.50'],
  ['~> 6.49.0', '~> 6.50'],
  ['< 6.50', '~> 6.50'],
  ['> 6.50.0', '<= 6.50.0'],
  ['>= 3.0, < 4.0', '~> 4.55'],
])('%s and %s have none', (a, b) => {
  expect(areDisjoint(a, b)).toBe(true);
  expect(areDisjoint(b, a)).toBe(true);
});

test('what the bindings pin is in the range that is tested', () => {
  const pinned = { aws: '6.25.0', google: '6.50.0', azurerm: '4.55.0', kubernetes: '2.38.0', helm: '3.1.1' };
  Object.entries(pinned).forEach(([kind, version]) => expect(areDisjoint(version, PROVIDER_KINDS[kind as keyof typeof pinned].tested)).toBe(false));
});
