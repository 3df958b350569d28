import { Budget, Duration, Errors, Persona, Profile, Severity } from '../../../src/core';
import { plan } from '../../support/fake-target';
import { codesOf } from '../../support/refusals';

describe('a platform', () => {
  test('tells everything that is wrong at once, with its place, before anything is made', () => {
    const wrong = () => plan({ platformName: 'ACME', network: { cidr: 'ten' }, tags: { Team: 'x' }, acknowledge: ['anything'], registry: { repositories: [] } });
    expect(codesOf(wrong)).toEqual(['platform/name', 'platform/acknowledge', 'network/cidr', 'platform/tag', 'registry/no-repository']);
    expect(wrong).toThrow(/^\[platform\/name\] .* \(at 'App\/Stack\/Ml'\)\n\[/);
  });

  test.each(['a', 'a-very-long-platform-name', '9lives', 'acme--ml', 'acme_ml', 'acme-'])("'%s' names none", (platformName) => {
    expect(codesOf(() => plan({ platformName }))).toEqual(['platform/name']);
  });

  test('a name that is known only at deployment names nothing', () => {
    expect(codesOf(() => plan({ platformName: '${Token[TOKEN.3]}' }))).toEqual(['core/token-not-allowed']);
  });

  test('an unknown region is refused with the nearest one, unless acknowledged', () => {
    expect(() => plan({}, { region: 'eu-centrl-1' })).toThrow("nearest: 'eu-central-1'");
    expect(codesOf(() => plan({ acknowledge: ['platform/unknown-region'] }, { region: 'eu-new-1' }))).toEqual([]);
    expect(codesOf(() => plan({ artifacts: { replicaRegion: 'mars-1' } }))).toEqual(['platform/unknown-region']);
  });

  test('what a target lacks cannot be acknowledged away', () => {
    expect(() => plan({ acknowledge: ['platform/budget'] })).toThrow('since the target lacks it');
  });

  test('its plan never changes after it was made', () => {
    expect(() => Object.assign(plan().tags, { platform: 'other' })).toThrow(TypeError);
  });

  test('keeps its own tags', () => {
    expect(plan({ tags: { team: 'ml' } }).tags).toEqual({ 'platform': 'ml', 'environment': 'production', 'managed-by': 'ml-platform-constructs', 'team': 'ml' });
    expect(codesOf(() => plan({ tags: { platform: 'x' } }))).toEqual(['platform/tag-reserved']);
  });

  test.each([['team-', 'ml'], ['team_', 'ml'], ['team', 'ml-'], ['team', '_ml'], ['team', '-']])("refuses the tag '%s' = '%s', which is no label of Kubernetes", (key, value) => {
    expect(codesOf(() => plan({ tags: { [key]: value } }))).toEqual(['platform/tag']);
  });

  test.each([['t', 'm'], ['cost-center_1', 'a-b_c'], ['team', '']])("takes the tag '%s' = '%s'", (key, value) => {
    expect(codesOf(() => plan({ tags: { [key]: value } }))).toEqual([]);
  });

  test('lists its four personas, and refuses members of another cloud', () => {
    expect(plan().personas.map(({ persona }) => persona)).toEqual([Persona.DATA_SCIENTIST, Persona.ML_ENGINEER, Persona.REVIEWER, Persona.CI]);
    const stranger = { identitySystem: 'gcp', identityName: 'group:ml@acme.io' };
    expect(codesOf(() => plan({ personas: { ci: [stranger] } }))).toEqual(['identity/wrong-target']);
  });
});

describe('guardrails', () => {
  test.each([
    ['guardrails/tags', { guardrails: { requiredTags: ['cost-center'] } }],
    ['guardrails/region', { guardrails: { allowedRegions: ['eu-west-1'] } }],
    ['guardrails/new-network', { guardrails: { forbidNewNetwork: true } }],
    ['guardrails/budget', { guardrails: { requireBudget: true } }],
  ])('refuse with %s', (code, props) => {
    expect(codesOf(() => plan(props))).toEqual([code]);
  });

  test('bound the region of a copy too', () => {
    const guardrails = { allowedRegions: ['eu-central-1'] };
    expect(codesOf(() => plan({ guardrails, artifacts: { replicaRegion: 'eu-west-1' } }))).toEqual(['guardrails/region']);
  });

  test('are content with a platform that keeps them', () => {
    const guardrails = { requiredTags: ['team'], allowedRegions: ['eu-central-1'], requireBudget: true };
    expect(codesOf(() => plan({ guardrails, tags: { team: 'ml' }, budget: Budget.monthly(10) }))).toEqual([]);
  });
});

test.each([
  ['network', { network: {} }, 'network/both'],
  ['store', { artifacts: {} }, 'storage/both'],
  ['registry', { registry: {} }, 'registry/both'],
] as const)('a %s is described or exists, not both', (thing, props, code) => {
  expect(codesOf(() => plan(props, { existing: [thing] }))).toEqual([code]);
});

test('a network that exists is not planned', () => {
  expect(plan({}, { existing: ['network'] }).network).toBeUndefined();
});

describe('a budget', () => {
  test.each([0, -1, 10.5, NaN])('of %p is none', (amount) => {
    expect(codesOf(() => Budget.monthly(amount))).toEqual(['platform/budget-amount']);
  });

  test.each([[[]], [[0]], [[10, 20, 30, 40, 50, 60]], [[33.3]]])('cannot call at %p', (alertAtPercent) => {
    expect(codesOf(() => Budget.monthly(1, { alertAtPercent }))).toEqual(['platform/budget-alerts']);
  });

  test('calls louder from 100 percent on', () => {
    const spend = plan({ budget: Budget.monthly(100, { alertAtPercent: [100, 80] }) }).alarms.filter(({ kind }) => kind === 'spend');
    expect(spend.map((alarm) => [alarm.threshold, alarm.severity])).toEqual([[80, Severity.WARNING], [100, Severity.CRITICAL]]);
  });
});

describe('a profile', () => {
  test('protects data from staging on', () => {
    expect([Profile.development(), Profile.staging(), Profile.production()].map((p) => p.settings.deletionProtection)).toEqual([false, true, true]);
  });

  test('takes overrides, and only what every cloud can', () => {
    expect(Profile.production().with({ zones: 2 }).settings).toMatchObject({ zones: 2, natPerZone: true });
    expect(codesOf(() => Profile.production().with({ zones: 4 }))).toEqual(['network/zones']);
    expect(codesOf(() => Profile.production().with({ logsKept: Duration.days(45) }))).toEqual(['platform/log-retention']);
    expect(codesOf(() => Profile.production().with({ oldVersionsKept: Duration.days(1) }))).toEqual(['platform/old-versions']);
  });
});

test('a foreign error is not ours', () => {
  expect(Errors.isValidationError(new Error('[a/b] c'))).toBe(false);
  expect(Errors.codeOf(undefined)).toBeUndefined();
});
