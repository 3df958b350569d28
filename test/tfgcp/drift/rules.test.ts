import { BiasThreshold, DriftMeasure, DriftSignal, Duration, Facet, GroundTruth, Prediction, QualityMetric, QualityThreshold, Schedule, Segment } from '../../../src/core';
import { Bigquery, describeWithBigquery, Value } from './bigquery';
import { SCHEMA, Wish } from './monitors';
import { many, of, statements, table } from './statement-runs';

type Json = any;

const COLUMNS = ['_id', '_answer', 'amount', 'country', 'vip'];
const METRICS = [QualityMetric.PRECISION, QualityMetric.RECALL, QualityMetric.F1];
const FOUND = 'SELECT metric, value, violated FROM metrics WHERE segment = \'\' ORDER BY metric';
const truth = (platform: Parameters<Wish>[0]) => GroundTruth.folder(platform.artifacts.path('fraud/truth'));

/** Numbers that look like any, and are the same at each run of the tests. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describeWithBigquery('what nobody is to be called by, and what somebody is', () => {
  let base: Bigquery;
  beforeEach(() => (base = new Bigquery()));
  afterEach(() => base.stop());

  async function judged(config: Json, answers: Value[], labels: Value[]): Promise<Value[][]> {
    await base.work({
      setup: [
        'DELETE FROM metrics',
        table('judged', COLUMNS, answers.map((answer, i) => [`t${i}`, answer, '1', 'NL', 'true'])),
        table('labels', ['_id', '_label'], labels.map((label, i) => [`t${i}`, label])),
      ],
    });
    await base.rows(...(config.judgments as Json[]).filter(({ what }) => what !== 'matching ground truth').map(of));
    return base.rows({ sql: FOUND });
  }

  test('a model that says of nobody that it is so has no precision and no F1, which is a breach; where nobody is, there is nothing to tell', async () => {
    const quality = DriftSignal.modelQuality(METRICS.map((metric) => QualityThreshold.atLeast(metric, 0.5)));
    const config = statements((platform) => ({ signals: [quality], groundTruth: truth(platform) }));
    const no = many(60, () => '0.1');
    expect(await judged(config, no, many(60, (i) => (i % 10 === 0 ? '1' : '0')))).toEqual([['f1', 0, true], ['precision', 0, true], ['recall', 0, true]]);
    expect(await judged(config, no, many(60, () => '0'))).toEqual([['f1', null, false], ['precision', null, false], ['recall', null, false]]);
  });

  test('answers and labels are the same in whatever form they came; what is no number is no probability, and nothing with which nobody can reckon spoils a mean', async () => {
    const accuracy = DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.ACCURACY, 0.1)]);
    const binary = statements((platform) => ({ signals: [accuracy], groundTruth: truth(platform) }));
    expect(await judged(binary, ['true', '0.9', 'false', 'nan', 'unknown'], ['1', 'TRUE', '0.0', '1', '1'])).toEqual([['accuracy', 1, false]]);
    const several = statements((platform) => ({ schema: { ...SCHEMA, prediction: Prediction.multiclass('kind') }, signals: [accuracy], groundTruth: truth(platform) }));
    expect(await judged(several, ['1', 'a', '2'], ['1.0', 'A', '3'])).toEqual([['accuracy', 2 / 3, false]]);
    const error = DriftSignal.modelQuality([QualityThreshold.atMost(QualityMetric.RMSE, 9)]);
    const numbers = statements((platform) => ({ schema: { ...SCHEMA, prediction: Prediction.regression('price') }, signals: [error], groundTruth: truth(platform) }));
    expect(await judged(numbers, ['1', '1e300', 'nan', 'inf'], ['3', '-1e300', '1', '1'])).toEqual([['rmse', 2, false]]);
  });

  test.each([DriftMeasure.JENSEN_SHANNON, DriftMeasure.PSI, DriftMeasure.L_INFINITY])('the same world is no drift by %s, however few records and many values there are', async (measure) => {
    const config = statements(() => ({ signals: [DriftSignal.dataDrift({ measure, threshold: measure === DriftMeasure.L_INFINITY ? 0.05 : 0.1 })] }));
    const die = dice(7);
    const country = () => `c${Math.floor(200 ** die())}`;
    const drawn = (count: number) => many(count, (i) => [`t${i}`, '0', (die() + die() + die()).toFixed(6), country(), die() < 0.02 ? 'true' : 'false']);
    await base.work({ lines: { training: ['fraud,amount,country,vip', ...drawn(3000).map((row) => row.slice(1).join(','))] } });
    await base.rows(of(config.learn));
    for (const count of [50, 100, 200, 400, 1000]) {
      await base.work({ setup: [table('records', COLUMNS, drawn(count))] });
      await base.rows({ ...of(config.items), table: 'items' }, ...(config.measures as Json[]).map(of));
    }
    const [[above, violated]] = (await base.rows({ sql: 'SELECT COUNTIF(value > threshold), COUNTIF(violated) FROM metrics' })) as [number[]];
    // Values alone would have called somebody.
    expect(above).toBeGreaterThan(0);
    expect(violated).toBe(0);
    await base.work({ setup: ['DELETE FROM metrics', table('records', COLUMNS, many(60, (i) => [`t${i}`, '0', '9', 'FR', 'false']))] });
    await base.rows({ ...of(config.items), table: 'items' }, ...(config.measures as Json[]).map(of));
    // What is far more than chance is told of few records, too.
    expect(await base.rows({ sql: 'SELECT name FROM metrics WHERE violated' })).toContainEqual(['amount']);
  });

  test('a feature that stops coming is missing, and has no distance', async () => {
    const config = statements(() => ({ signals: [DriftSignal.dataQuality(), DriftSignal.dataDrift()] }));
    await base.work({ lines: { training: ['fraud,amount,country,vip', ...many(100, (i) => `0,${i},NL,true`)] }, setup: [table('records', COLUMNS, many(100, (i) => [`t${i}`, '0', null, 'NL', 'true']))] });
    await base.rows(of(config.learn), { ...of(config.items), table: 'items' }, ...(config.measures as Json[]).map(of));
    expect(await base.rows({ sql: "SELECT DISTINCT name FROM metrics WHERE signal = 'data-drift' ORDER BY name" })).toEqual([['country'], ['vip']]);
    expect(await base.rows({ sql: 'SELECT name, metric FROM metrics WHERE violated' })).toEqual([['amount', 'missing-percent']]);
  });

  test('that nobody but a group gets what is good is the greatest unfairness', async () => {
    const config = statements(() => ({ signals: [DriftSignal.bias([Facet.of('country', 'NL')], { thresholds: [BiasThreshold.disparateImpact(0.8)] })] }));
    await base.work({ setup: [table('records', COLUMNS, many(100, (i) => [`t${i}`, i % 2 ? '0.9' : '0.1', '1', i % 2 ? 'NL' : 'DE', 'true']))] });
    await base.rows(...(config.measures as Json[]).map(of));
    expect(await base.rows({ sql: FOUND })).toEqual([['disparate-impact', 1e6, true]]);
  });
});

describeWithBigquery('what a run looks at', () => {
  let base: Bigquery;
  beforeEach(() => (base = new Bigquery()));
  afterEach(() => base.stop());

  const stamp = (text: Value) => Date.parse((text as string).replace(' ', 'T').replace('+00:00', 'Z'));

  /** Hours since the time of the last run, until now, and how long ago that ended which is judged. */
  async function times(wish: Wish, lastHoursAgo?: number): Promise<readonly [number, number]> {
    const config = statements(wish);
    await base.work({ setup: ['DELETE FROM metrics'] });
    const now = Date.now();
    const until = Math.floor((now - 600_000) / 3_600_000) * 3_600_000;
    if (lastHoursAgo !== undefined) {
      await base.work({ setup: [`INSERT INTO metrics (signal, window_end) VALUES ('run', TIMESTAMPTZ '${new Date(until - lastHoursAgo * 3_600_000).toISOString()}')`] });
    }
    const [row] = await base.rows(of(config.times));
    const at = Object.fromEntries((config.time_names as string[]).map((name, i) => [name, row![i]!]));
    // What is logged minutes late is there by then.
    expect(now - stamp(at.until!)).toBeGreaterThanOrEqual(600_000);
    expect(now - stamp(at.until!)).toBeLessThan(4_300_000);
    return [(stamp(at.until!) - stamp(at.since!)) / 3_600_000, (stamp(at.until!) - stamp(at.judged_until!)) / 3_600_000];
  }

  test('the first run looks as far back as runs may lie apart, others since the last one', async () => {
    const mondays: Wish = () => ({ schedule: Schedule.cron({ hour: '2', dayOfWeek: '1' }) });
    const weekdays: Wish = () => ({ schedule: Schedule.cron({ hour: '2', dayOfWeek: '1-5' }) });
    expect([(await times(mondays))[0], (await times(weekdays))[0]]).toEqual([168, 72]);
    expect([(await times(weekdays, 24))[0], (await times(weekdays, 72))[0], (await times(weekdays, 3))[0]]).toEqual([24, 72, 24]);
  });

  test('ground truth that takes an hour and a half is waited for two, since its folders are hours', async () => {
    expect((await times((platform) => ({ groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth'), { delay: Duration.minutes(90) }) })))[1]).toBe(2);
  });
});

test('what a segment that is added later was like is learned anew', () => {
  const [one, same, other] = [statements(), statements(), statements(() => ({ segments: [Segment.of('country', 'NL')] }))];
  expect(one.baseline).toBe(same.baseline);
  expect(other.baseline).not.toBe(one.baseline);
});
