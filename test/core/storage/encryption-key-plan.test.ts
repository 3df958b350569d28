import { Problems } from '../../../src/core/private';
import { requireKeyRegion } from '../../../src/core/storage/encryption-key-plan';
import { codesOf } from '../../support/refusals';

function check(keyRegion?: string, region?: string): void {
  const problems = new Problems();
  requireKeyRegion('ours', keyRegion, region, problems);
  problems.throwIfAny();
}

test('a key serves its own region only', () => {
  expect(codesOf(() => check('north', 'south'))).toEqual(['encryption/key-region']);
  expect(codesOf(() => check('north', 'north'))).toEqual([]);
});

test.each([[undefined, 'south'], ['north', undefined], ['${Token[AWS.Region.3]}', 'south'], ['north', '${TfToken[TOKEN.1]}']])('what is not known is not refused: %s, %s', (key, place) => {
  expect(codesOf(() => check(key, place))).toEqual([]);
});
