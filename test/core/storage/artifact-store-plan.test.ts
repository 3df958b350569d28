import { Duration, Lifecycle, Profile, Retention, Size, StorageTier } from '../../../src/core';
import { ABLE, plan } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

const days = Duration.days;

describe('a lifecycle', () => {
  test.each([
    ['a warmer tier later', [{ tier: StorageTier.COLD, after: days(30) }, { tier: StorageTier.INFREQUENT, after: days(90) }]],
    ['a colder tier earlier', [{ tier: StorageTier.INFREQUENT, after: days(90) }, { tier: StorageTier.COLD, after: days(30) }]],
    ['one tier twice', [{ tier: StorageTier.COLD, after: days(30) }, { tier: StorageTier.COLD, after: days(60) }]],
    ['two tiers on one day', [{ tier: StorageTier.INFREQUENT, after: days(30) }, { tier: StorageTier.COLD, after: days(30) }]],
  ])('refuses %s', (_, transitions) => {
    expect(codesOf(() => Lifecycle.of({ transitions }))).toEqual(['storage/tier-order']);
  });

  test.each([10, 30])('refuses expiry after %i days, before or when objects move on day 30', (expiry) => {
    const rule = { prefix: 'models/', transitions: [{ tier: StorageTier.COLD, after: days(30) }], expireAfter: days(expiry) };
    expect(codesOf(() => Lifecycle.of(rule))).toEqual(['storage/expiry-order']);
  });

  test('refuses two rules for one prefix, and expiry at once', () => {
    expect(codesOf(() => Lifecycle.of({ prefix: 'a/' }, { prefix: 'a/' }))).toEqual(['storage/prefix-twice']);
    expect(codesOf(() => Lifecycle.of({ expireAfter: days(0) }))).toEqual(['storage/expiry']);
  });

  test('says which rule is wrong', () => {
    const wrong = { prefix: 'models/', transitions: [{ tier: StorageTier.COLD, after: days(30) }], expireAfter: days(10) };
    expect(() => Lifecycle.of(wrong)).toThrow("objects under 'models/' expire after 10 days");
  });
});

describe('a store', () => {
  test('always ends old versions, also where the lifecycle says nothing', () => {
    const { rules } = plan({ profile: Profile.staging(), artifacts: { lifecycle: Lifecycle.keep() } }).artifacts;
    expect(rules).toEqual([{ id: 'all', prefix: '', transitions: [], expireDays: undefined, expireOldVersionsDays: 30 }]);
  });

  test('keeps the age of old versions that a rule gives', () => {
    const lifecycle = Lifecycle.of({ prefix: 'raw/', expireOldVersionsAfter: days(3) });
    expect(plan({ artifacts: { lifecycle } }).artifacts.rules.map((r) => [r.prefix, r.expireOldVersionsDays])).toEqual([['raw/', 3], ['', 90]]);
  });

  test('without versions has no rule about them', () => {
    const { rules, versioned } = plan({ artifacts: { versioned: false } }).artifacts;
    expect(versioned).toBe(false);
    expect(rules.every((rule) => rule.expireOldVersionsDays === undefined)).toBe(true);
  });

  test('refuses a copy in its own region, and objects that expire while they are locked', () => {
    expect(codesOf(() => plan({ artifacts: { replicaRegion: 'eu-central-1' } }))).toEqual(['storage/replica-region']);
    const artifacts = { retention: Retention.locked(days(365)), lifecycle: Lifecycle.of({ expireAfter: days(90) }) };
    expect(codesOf(() => plan({ artifacts }))).toEqual(['storage/expiry-locked']);
  });

  test('that is only locked keeps no default that the lock forbids', () => {
    const { rules } = plan({ artifacts: { retention: Retention.locked(days(365)) } }).artifacts;
    expect(rules.map(({ prefix }) => prefix)).toEqual(['models/', '']);
  });

  test.each([0, 40_000])('cannot be locked for %i days', (period) => {
    expect(codesOf(() => Retention.locked(days(period)))).toEqual(['storage/retention']);
  });

  test('alarms where the user says, else where the profile says', () => {
    expect(plan({ artifacts: { alarmAbove: Size.gibibytes(1) } }).artifacts.alarmAboveBytes).toBe(1024 ** 3);
    expect(plan({ profile: Profile.development() }).artifacts.alarmAboveBytes).toBe(1024 ** 4);
  });

  test('on a target without tiers keeps the expiry of the standard lifecycle, and refuses tiers that somebody asked for', () => {
    const target = { ...ABLE, name: 'tfk8s' as const, refusals: { 'storage/tiers': { reason: 'there are none', alternative: 'let objects expire' } } };
    expect(plan({}, { target }).artifacts.rules.map((rule) => rule.prefix)).toEqual(['experiments/', '']);
    expect(codesOf(() => plan({ artifacts: { lifecycle: Lifecycle.standard() } }, { target }))).toEqual(['storage/tiers']);
  });
});
