import { Duration, Lifecycle, StorageTier } from '../../../src/core';
import { Problems } from '../../../src/core/private';
import { requireTierAges } from '../../../src/core/storage/tier-ages';
import { codesOf } from '../../support/refusals';

const AGES = {
  service: 'Attic',
  tiers: { infrequent: { storageClass: 'SHELF', minimumDays: 30 }, cold: { storageClass: 'BOX', minimumDays: 1 } },
  daysInInfrequent: 30,
};

function check(...moves: Array<[StorageTier, number]>): void {
  const problems = new Problems();
  const transitions = moves.map(([tier, days]) => ({ tier, after: Duration.days(days) }));
  requireTierAges(Lifecycle.of({ prefix: 'models/', transitions }), AGES, problems);
  problems.throwIfAny();
}

test.each([
  ['what moves at the least age, and on when it may', [[StorageTier.INFREQUENT, 30], [StorageTier.COLD, 60]], []],
  ['what skips the infrequent tier', [[StorageTier.COLD, 1]], []],
  ['what moves too early', [[StorageTier.INFREQUENT, 29]], ['storage/tier-age']],
  ['what moves on too early', [[StorageTier.INFREQUENT, 30], [StorageTier.COLD, 59]], ['storage/tier-age']],
] as Array<[string, Array<[StorageTier, number]>, string[]]>)('%s', (_, moves, codes) => {
  expect(codesOf(() => check(...moves))).toEqual(codes);
});

test('the message names the service and the class that it moves to', () => {
  expect(() => check([StorageTier.INFREQUENT, 3])).toThrow(/under 'models\/' move to 'infrequent' after 3 days, but Attic takes none into SHELF before 30 days/);
});
