import { acme } from '../../examples/drift-retraining/acme';
import { Severity } from '../../src/core';
import { onlyMonitor } from '../conformance/drift-builds';
import { Facts } from '../conformance/facts';
import { SUBJECTS } from '../conformance/subjects';
import { Example, measuredBy } from './example';

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('a model that is trained anew when it no longer fits, on %s', (target, subject) => {
  const example = new Example('drift-retraining', target);
  let facts: Facts;
  beforeAll(async () => {
    await example.run();
    facts = example.read(subject, acme.tags!);
  });
  afterAll(() => example.remove());

  test('is watched by the requests of its endpoint, which are all kept', () => {
    const [{ capture }] = facts.endpoints as [Facts['endpoints'][0]];
    expect(capture).toMatchObject({ percent: 100 });
    expect(onlyMonitor(facts).watches).toContain(capture!.location);
  });

  test('is held against four kinds of thresholds', () => {
    const { thresholds } = onlyMonitor(facts);
    expect(measuredBy(facts)).toEqual(['data-drift', 'data-quality', 'model-quality', 'prediction-drift']);
    expect(thresholds).toMatchObject({
      'data-quality/amount/missing': 2,
      'data-drift/amount': 0.1,
      'data-drift/country': 0.25,
      'prediction-drift': 0.15,
      'model-quality/f1': 0.8,
      'model-quality/recall': 0.7,
    });
  });

  test('is judged by what turned out to be so', () => expect(onlyMonitor(facts).groundTruth).toContain('fraud/disputes'));

  test('is compared with what it has learned, which an approval renews', () => {
    expect(onlyMonitor(facts).baseline).toContain('fraud/train');
    // On Azure the program knows which versions are approved, and no output tells: test/tfazure/drift.
    if (target !== 'tfazure') expect(onlyMonitor(facts).renewed).toBe(true);
  });

  test('is trained anew once a week at most, and never by the deployment', () => {
    const { retraining } = onlyMonitor(facts);
    expect(retraining).toMatchObject({ coolDownSeconds: 7 * 86_400, maxRunsPerDay: 1 });
    expect(retraining!.starts).toMatch(/train/i);
    expect(facts.runs.filter((run) => /train/i.test(run))).toEqual([]);
  });

  test('calls its team, too, and says what follows: broken data trains nothing', () => {
    expect(example.text).toContain('https://hooks.acme.io/payments');
    const said = (signal: string) => new RegExp(`acme-ml-fraud-drift: ${signal}[^"]*`).exec(example.text)?.[0];
    expect(said('features are distributed otherwise')).toContain('A retraining is started, within its limits.');
    expect(said('values are missing')).not.toContain('A retraining is started');
    expect(facts.alarms.filter(({ severity, routed }) => severity === Severity.CRITICAL && routed).length).toBeGreaterThan(0);
  });

  test('opens nothing to the internet, and gives no right over everything', () => {
    expect(facts).toMatchObject({ publicEndpoints: [], wildcards: [], secrets: [], untagged: [] });
  });

  test('takes at most 10 lines of its user beside imports and the lines that all places share; on a cluster 25, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 25 : 10);
  });
});
