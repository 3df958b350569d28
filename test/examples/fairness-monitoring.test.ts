import { acme } from '../../examples/fairness-monitoring/acme';
import { isCloud } from '../conformance/cluster-builds';
import { onlyMonitor } from '../conformance/drift-builds';
import { Facts } from '../conformance/facts';
import { SUBJECTS } from '../conformance/subjects';
import { Example, measuredBy } from './example';

/** Who answers for fairness, as each cloud names them. */
const OFFICE: Record<string, string> = {
  awscdk: 'fairness-office',
  tfaws: 'fairness-office',
  tfgcp: 'group:fairness@acme.io',
  tfazure: 'ffffffff-1111-2222-3333-444444444444',
};

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('a model that has to treat people alike, on %s', (target, subject) => {
  const example = new Example('fairness-monitoring', target);
  let facts: Facts;
  beforeAll(async () => {
    await example.run();
    facts = example.read(subject, acme.tags!);
  });
  afterAll(() => example.remove());

  test('is watched for how women and older people are treated', () => {
    expect(measuredBy(facts)).toEqual(['bias']);
    expect(onlyMonitor(facts).thresholds).toMatchObject(Object.fromEntries(['sex', 'age_group'].flatMap((feature) => [
      [`bias/${feature}/demographic-parity-difference`, 0.1],
      [`bias/${feature}/disparate-impact`, 0.8],
      [`bias/${feature}/equal-opportunity-difference`, 0.1],
    ])));
    // Azure ML hands its program what it has to know in base64.
    if (target !== 'tfazure') expect(example.text).toContain('70+');
  });

  test('is judged by who has paid back', () => expect(onlyMonitor(facts).groundTruth).toContain('credit/repaid'));

  test('calls who answers for it, and says to stop deciding by the model', () => {
    expect(example.text).toContain('https://hooks.acme.io/fairness');
    expect(example.text).toContain('acme-ml-credit-fairness: a group of people is treated too differently. Stop deciding by this model until somebody has looked at it.');
  });

  test('is not trained anew by itself', () => expect(onlyMonitor(facts).retraining).toBeUndefined());

  test('shows its reports to who answers for it', () => {
    if (isCloud(subject)) expect(onlyMonitor(facts).readers.join(' ')).toContain(OFFICE[target]!);
  });

  test('opens nothing to the internet, and gives no right over everything', () => {
    expect(facts).toMatchObject({ publicEndpoints: [], wildcards: [], secrets: [], untagged: [] });
  });

  test('takes at most 10 lines of its user beside imports and the lines that all places share; on a cluster 20, with what it is', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 20 : 10);
  });
});
