import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { acme } from '../../examples/platform/acme';
import { onlyMonitor } from '../conformance/drift-builds';
import { Facts } from '../conformance/facts';
import { SUBJECTS } from '../conformance/subjects';
import { Example } from './example';

const LOCK = join(__dirname, '../../examples/platform/features.lock.json');

/** What the flagship has beside the foundation, and how its output shows it. */
const PARTS: Record<string, (facts: Facts) => boolean> = {
  'a cluster': ({ clusters }) => clusters.length === 1 && clusters[0]!.access !== 'open',
  'features that can be asked for': ({ featureGroups }) => featureGroups.length === 1 && featureGroups[0]!.online === 'standard',
  'a job': ({ jobs }) => jobs.length === 1 && jobs[0]!.output?.includes('fraud/models') === true,
  'a registry with a version that Ada approved': ({ modelRegistries }) => modelRegistries[0]?.versions.some(({ status, by }) => status === 'approved' && by === 'ada@acme.io') === true,
  'an endpoint with two replicas, eight at most': ({ endpoints }) => endpoints[0]?.variants.some(({ min, max }) => min === 2 && max === 8) === true,
  'requests that are kept': ({ endpoints }) => endpoints[0]?.capture?.percent === 100,
  'a monitor of them': (facts) => onlyMonitor(facts).watches.includes(facts.endpoints[0]!.capture!.location),
  'a baseline that an approval renews': (facts) => onlyMonitor(facts).renewed,
  'a retraining that is not more often than once a week': (facts) => onlyMonitor(facts).retraining?.coolDownSeconds === 7 * 86_400,
  'alarms that reach somebody': ({ alarms }) => alarms.length > 15 && alarms.every(({ routed }) => routed),
  'the personas of the foundation': ({ personas }) => personas.length === 4,
  'no training by the deployment': ({ runs }) => !runs.some((run) => /train/i.test(run)),
  'nothing that the internet reaches': ({ publicEndpoints }) => publicEndpoints.length === 0,
  'no right over everything': ({ wildcards }) => wildcards.length === 0,
  'a tag on everything': ({ untagged }) => untagged.length === 0,
  'no secret': ({ secrets }) => secrets.length === 0,
};

/** On Azure the program knows which versions are approved, and no output tells: `test/tfazure/drift` does. */
const MISSING: Partial<Record<string, string[]>> = { tfazure: ['a baseline that an approval renews'] };

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('the flagship on %s', (target, subject) => {
  const example = new Example('platform', target);
  const committed = readFileSync(LOCK, 'utf8');
  let facts: Facts;
  beforeAll(async () => {
    await example.run();
    facts = example.read(subject, acme.tags!);
  });
  afterAll(() => example.remove());

  test('has all that a model needs from its features to its monitor', () => {
    const there = Object.entries(PARTS).filter(([, has]) => has(facts)).map(([part]) => part);
    expect(there).toEqual(Object.keys(PARTS).filter((part) => !MISSING[target]?.includes(part)));
  });

  test('has features that the lock of all places has', () => expect(readFileSync(LOCK, 'utf8')).toBe(committed));

  test('takes at most 15 lines of its user, beside imports and the lines that all clouds share', () => {
    expect(example.ownLines).toBeLessThanOrEqual(15);
  });
});
