import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acme } from '../../examples/foundation/acme';
import { Severity } from '../../src/core';
import { Facts } from '../conformance/facts';
import { SUBJECTS } from '../conformance/subjects';

const EXAMPLES = join(__dirname, '../../examples/foundation');

/** What the foundation promises, and how its output shows it. */
const PROMISES: Record<string, (facts: Facts) => boolean> = {
  'artifacts are encrypted': ({ stores }) => stores.length > 0 && stores.every(({ encrypted }) => encrypted),
  'artifacts are private': ({ stores }) => stores.every((store) => !store.public && store.tlsOnly),
  'artifacts keep old versions': ({ stores }) => stores.every(({ versioned }) => versioned),
  'artifacts resist a destroy': ({ stores }) => stores.every((store) => store.protected),
  'artifacts move to colder tiers': ({ stores }) => stores.some(({ transitions }) => transitions.length > 0),
  'experiments expire': ({ stores }) => stores.some(({ expiry }) => expiry.some(({ prefix }) => prefix === 'experiments/')),
  'a second region has a copy': ({ stores }) => stores.some(({ replicaRegion }) => replicaRegion !== undefined),
  'images are encrypted and private': ({ registries }) => registries.length > 0 && registries.every((registry) => registry.encrypted && !registry.public),
  'images are scanned and immutable': ({ registries }) => registries.every(({ scanOnPush, immutableTags }) => scanOnPush && immutableTags),
  'the network is private': ({ network, publicEndpoints }) => (network?.privateSubnets ?? 0) > 0 && publicEndpoints.length === 0,
  'services are reached privately': ({ network }) => (network?.endpoints.length ?? 0) > 0,
  'traffic is logged': ({ network }) => network?.flowLogs === true,
  'a key of its own is rotated': ({ keys }) => keys.length > 0 && keys.every(({ rotated }) => rotated),
  'logs are kept for a year': ({ logs }) => logs.length > 0 && logs.every(({ retentionDays }) => retentionDays === 365),
  'four personas have no wildcard': ({ personas, wildcards }) => personas.length === 4 && wildcards.length === 0,
  'failed deployments wake somebody': ({ alarms }) => alarms.some(({ kind, severity, routed }) => kind === 'failed-deploys' && severity === Severity.CRITICAL && routed),
  'growth and denied access are alarmed': ({ alarms }) => ['storage-growth', 'denied-access'].every((kind) => alarms.some((alarm) => alarm.kind === kind && alarm.routed)),
  'spend is budgeted': ({ budget }) => budget?.amount === 20_000,
  'the mailbox is told': ({ told }) => Object.values(Severity).every((severity) => told[severity].includes('ml@acme.io')),
  'the pager is told of critical alarms only': ({ told }) => {
    const pager = 'https://pager.acme.io/ml';
    return told[Severity.CRITICAL].includes(pager) && !told[Severity.WARNING].includes(pager);
  },
  'a dashboard has graphs': ({ graphs }) => graphs.length > 0,
  'everything is tagged': ({ untagged }) => untagged.length === 0,
  'no secret is written': ({ secrets }) => secrets.length === 0,
};

/** A cluster that exists has no bill, region, key, flow log or colder tier of its own: the support matrix says why. */
const NOT_ON_A_CLUSTER = [
  'artifacts move to colder tiers',
  'a second region has a copy',
  'images are scanned and immutable',
  'services are reached privately',
  'traffic is logged',
  'a key of its own is rotated',
  'logs are kept for a year',
  'spend is budgeted',
];
const MISSING: Partial<Record<string, string[]>> = { tfazure: ['images are scanned and immutable'], tfk8s: NOT_ON_A_CLUSTER };

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('the foundation on %s', (target, subject) => {
  const directory = mkdtempSync(join(tmpdir(), 'foundation-'));
  let facts: Facts;

  beforeAll(async () => {
    process.env.OUT_DIR = directory;
    process.env.CDK_VALIDATION = 'false';
    await import(join(EXAMPLES, target));
    facts = subject.read(directory, acme.tags!);
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('keeps its promises', () => {
    const kept = Object.entries(PROMISES).filter(([, keeps]) => keeps(facts)).map(([promise]) => promise);
    expect(kept).toEqual(Object.keys(PROMISES).filter((promise) => !MISSING[target]?.includes(promise)));
  });

  test('takes at most 15 lines of its user, beside imports and the lines that all clouds share', () => {
    const lines = readFileSync(join(EXAMPLES, `${target}.ts`), 'utf8').split('\n');
    const own = lines.filter((line) => line.trim() !== '' && !line.startsWith('import ') && !line.trim().startsWith('//'));
    expect(own.length).toBeLessThanOrEqual(15);
  });
});
