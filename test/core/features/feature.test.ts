import { Duration, Feature, FeatureSource } from '../../../src/core';
import { codesOf } from '../../support/refusals';

const TOKEN = '${TfToken[TOKEN.0]}';

test.each([0, -1, 1.5, Number.NaN, undefined as unknown as number])('a vector of %p numbers is none', (dimension) => {
  expect(codesOf(() => Feature.vector('taste', dimension))).toEqual(['features/dimension']);
});

test.each([0, -1, 1.5, Number.NaN])('a stream of %p shards is none', (shards) => expect(codesOf(() => FeatureSource.stream({ shards }))).toEqual(['features/shards']));

test('names and dimensions are literals, since they decide what is made', () => {
  expect(codesOf(() => Feature.int(TOKEN))).toEqual(['core/token-not-allowed']);
  expect(codesOf(() => Feature.vector('taste', TOKEN as unknown as number))).toEqual(['core/token-not-allowed']);
});

test('options that other languages leave empty are left out', () => {
  expect(Feature.string('postcode', {})).toMatchObject({ type: 'string', personalData: false });
  expect(FeatureSource.stream({}).retention!.toDays()).toBe(Duration.days(1).toDays());
});
