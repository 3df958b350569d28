import { DRIFT_METRICS, driftDimensions, driftNamespace, qualityName } from './drift-metrics';
import { monitorFiles, MonitorFacts, MonitorJob, monitorJobs, MonitorPlace, scheduleName } from './drift-monitor';
import { call, jsonata, machine, State } from './drift-states';

/** What joins ground truth before a job of quality or bias is called so: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-merge.html */
const MERGE = '/^groundtruth-merge-/';

/**
 * The machine that reads what a run has left, and puts it as metrics: that it ran, that it failed, that there was no ground truth, how many thresholds were crossed, and values
 * that SageMaker itself puts nowhere. An execution for each job that ended, by its event.
 */
export function reportMachine(monitor: MonitorFacts, place: MonitorPlace): Record<string, unknown> {
  const { partition } = place;
  const jobs = monitorJobs(monitor);
  return machine(`What runs of ${monitor.name} have found`, 'Describe', {
    Describe: call(partition, 'sagemaker:describeProcessingJob', { ProcessingJobName: jsonata('$states.input.detail.ProcessingJobName') }, { Assign: DESCRIBED, Next: 'Whose' }),
    Whose: {
      Type: 'Choice',
      Choices: [
        { Condition: jsonata("$schedule = ''"), Next: 'Ignored' },
        { Condition: jsonata("$merges and $status = 'Completed'"), Next: 'Ignored' },
        { Condition: jsonata('$merges'), Next: 'PutNoGroundTruth' },
        { Condition: jsonata("$status != 'Completed'"), Next: 'PutFailure' },
        ...jobs.map((job) => ({ Condition: jsonata(`$schedule = ${JSON.stringify(scheduleName(monitor.name, job))}`), Next: `Read${pascal(job)}` })),
      ],
      Default: 'Ignored',
    },
    Ignored: { Type: 'Succeed' },
    PutNoGroundTruth: putData(place, [datum(monitor, 'noGroundTruth')]),
    PutFailure: putData(place, [jobDatum(monitor, 'failures')]),
    ...Object.assign({}, ...jobs.map((job) => READERS[job](monitor, place))) as Record<string, State>,
  });
}

const pascal = (job: MonitorJob) => job.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** Of a job: the schedule that started it, if one did, how it ended, and where its output is. */
const DESCRIBED = {
  schedule: jsonata("$exists($states.result.MonitoringScheduleArn) ? $substringAfter($states.result.MonitoringScheduleArn, 'monitoring-schedule/') : ''"),
  status: jsonata('$states.result.ProcessingJobStatus'),
  merges: jsonata(`$contains($states.result.ProcessingJobName, ${MERGE})`),
  output: jsonata("$substringAfter($states.result.ProcessingOutputConfig.Outputs[0].S3Output.S3Uri, 's3://')"),
};

type Datum = Record<string, unknown>;

function datum({ name }: MonitorFacts, metric: keyof typeof DRIFT_METRICS, value: unknown = 1, more: Readonly<Record<string, string>> = {}): Datum {
  return { MetricName: DRIFT_METRICS[metric], Dimensions: driftDimensions(name, more), Value: value };
}

/** Of the job whose schedule it was. */
function jobDatum({ name }: MonitorFacts, metric: 'runs' | 'failures'): Datum {
  const job = jsonata(`$substringAfter($schedule, ${JSON.stringify(`${name}-`)})`);
  return { MetricName: DRIFT_METRICS[metric], Dimensions: [...driftDimensions(name), { Name: 'Job', Value: job }], Value: 1 };
}

function putData({ partition, platformName }: MonitorPlace, data: unknown): State {
  return call(partition, 'cloudwatch:putMetricData', { Namespace: driftNamespace(platformName), MetricData: data }, { End: true });
}

/** Reads a file of the output. A violations file is not there where nothing was violated. */
function readFile({ partition }: MonitorPlace, file: string, variable: string, next: string, more: State = {}): State {
  const bucket = jsonata("$substringBefore($output, '/')");
  const key = jsonata(`$substringAfter($output, '/') & ${JSON.stringify(`/${file}`)}`);
  return call(partition, 's3:getObject', { Bucket: bucket, Key: key }, { Assign: { [variable]: jsonata('$parse($states.result.Body)') }, Next: next, ...more });
}

type Reader = (monitor: MonitorFacts, place: MonitorPlace) => Record<string, State>;

const READERS: Readonly<Record<MonitorJob, Reader>> = {
  'data-quality': readDataQuality, 'model-quality': readModelQuality, 'bias': readBias, 'attribution': readAttribution,
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-interpreting-violations.html */
function readDataQuality(monitor: MonitorFacts, place: MonitorPlace): Record<string, State> {
  const none = { Catch: [{ ErrorEquals: ['S3.NoSuchKeyException'], Assign: { found: { violations: [] } }, Next: 'PutDataQuality' }] };
  const counted = Object.entries(violationCounts(monitor)).map(([Signal, count]) => datum(monitor, 'violations', jsonata(count), { Signal }));
  return {
    ReadDataQuality: readFile(place, 'constraint_violations.json', 'found', 'PutDataQuality', none),
    PutDataQuality: putData(place, [...counted, jobDatum(monitor, 'runs')]),
  };
}

/** How many violations in `$found` are of each signal that the monitor has. */
export function violationCounts({ schema, signals: { dataQuality, dataDrift, predictionDrift } }: MonitorFacts): Record<string, string> {
  const prediction = JSON.stringify(schema.prediction.column);
  const drift = "constraint_check_type = 'baseline_drift_check'";
  return {
    ...(dataQuality && { 'data-quality': "$count($found.violations[constraint_check_type != 'baseline_drift_check'])" }),
    ...(dataDrift && { 'data-drift': `$count($found.violations[${drift} and feature_name != ${prediction}])` }),
    ...(predictionDrift && { 'prediction-drift': `$count($found.violations[${drift} and feature_name = ${prediction}])` }),
  };
}

/** Where the analyzer writes metrics, by kind of model: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-metrics.html */
const QUALITY: Readonly<Record<string, string>> = {
  binary: 'binary_classification_metrics', multiclass: 'multiclass_classification_metrics', regression: 'regression_metrics',
};

function readModelQuality(monitor: MonitorFacts, place: MonitorPlace): Record<string, State> {
  const crossed = datum(monitor, 'violations', jsonata(qualityCrossed(monitor)), { Signal: 'model-quality' });
  return {
    ReadModelQuality: readFile(place, 'statistics.json', 'found', 'PutModelQuality'),
    PutModelQuality: putData(place, [crossed, jobDatum(monitor, 'runs')]),
  };
}

/**
 * How many thresholds of quality the statistics in `$found` cross. What cannot be worked out is a text there, `NaN`, and crosses none; but a model that never says yes, though
 * there was something to find, has no precision, which is as bad as none can be. Lines of the matrix are what was right, its columns what was answered.
 */
export function qualityCrossed(monitor: MonitorFacts): string {
  const { schema: { prediction }, signals } = monitor;
  const crossed = signals.modelQuality!.thresholds.map(({ metric, value, bound }) => `$value(${JSON.stringify(qualityName(monitor, metric))}) ${bound === 'least' ? '<' : '>'} ${value} ? 1 : 0`);
  return `($m := $lookup($found, ${JSON.stringify(QUALITY[prediction.problem]!)});`
    + ' $positives := $sum($lookup($m.confusion_matrix, "1").*);'
    + ' $value := function($name) {('
    + ' $v := $lookup($m, $name).value;'
    + ' $type($v) = "number" ? $v : ($positives > 0 and $name in ["precision", "recall", "f1"] ? 0) )};'
    + ` $sum([${crossed.join(', ')}]))`;
}

/**
 * Metrics of Clarify, which is of the others less the group, where core is of the group less the others; `RD` is of what is positive and was found.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-measure-post-training-bias.html
 */
const BIAS: Readonly<Record<string, { readonly name: string; readonly value: string; crossed(threshold: number): string }>> = {
  'demographic-parity-difference': { name: 'DPPL', value: '-$v', crossed: (most) => `$abs($v) > ${most}` },
  'equal-opportunity-difference': { name: 'RD', value: '-$v', crossed: (most) => `$abs($v) > ${most}` },
  'disparate-impact': { name: 'DI', value: '$v', crossed: (least) => `$v < ${least} or $v * ${least} > 1` },
};

/** https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-processing-job-analysis-results.html: a metric that could not be worked out has no value. */
function readBias(monitor: MonitorFacts, place: MonitorPlace): Record<string, State> {
  return {
    ReadBias: readFile(place, 'analysis.json', 'found', 'PutBias'),
    PutBias: putData(place, jsonata(biasData(monitor))),
  };
}

/** What is put of bias, of the analysis in `$found`. */
export function biasData(monitor: MonitorFacts): string {
  const { facets, thresholds } = monitor.signals.bias!;
  const found = (feature: string, name: string) => `$lookup($found.post_training_bias_metrics.facets, ${JSON.stringify(feature)})[0].metrics[name = ${JSON.stringify(name)}].value`;
  const pairs = facets.flatMap(({ feature }) => thresholds.map(({ metric, value: threshold }) => ({ feature, metric, threshold })));
  const values = pairs.map(({ feature, metric, threshold }) => {
    const { name, value, crossed } = BIAS[metric]!;
    const put = datum(monitor, 'bias', '$', { Facet: feature, Metric: metric });
    // An infinite ratio is a text there: nobody of the others had a positive answer.
    const v = metric === 'disparate-impact' ? `($r := ${found(feature, name)}; $r = 'Infinity' ? 1000000 : $r)` : found(feature, name);
    return `($v := ${v}; $type($v) = 'number' ? { "put": ${JSON.stringify(put).replace('"$"', value)}, "crossed": ${crossed(threshold)} } : { "crossed": false })`;
  });
  const crossed = JSON.stringify(datum(monitor, 'violations', '$', { Signal: 'bias' })).replace('"$"', '$count($all[crossed])');
  return `($all := [${values.join(', ')}]; $append([$all.put], [${crossed}, ${runOf(monitor, 'bias')}]))`;
}

function runOf(monitor: MonitorFacts, Job: MonitorJob): string {
  return JSON.stringify(datum(monitor, 'runs', 1, { Job }));
}

function readAttribution(monitor: MonitorFacts, place: MonitorPlace): Record<string, State> {
  const { attributionBaseline } = monitorFiles(monitor, place);
  return {
    ReadAttribution: readFile(place, 'analysis.json', 'found', 'ReadBaseline'),
    ReadBaseline: call(place.partition, 's3:getObject', { Bucket: place.bucket, Key: attributionBaseline }, {
      Assign: { learned: jsonata('$parse($states.result.Body)') }, Next: 'PutAttribution',
    }),
    PutAttribution: putData(place, jsonata(attributionData(monitor))),
  };
}

/**
 * What is put of attribution: NDCG of the analysis in `$found` against that in `$learned`, of several labels the least. JSONata has no logarithm, so that weights of ranks are
 * written out. https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-feature-attribution-drift.html
 */
export function attributionData(monitor: MonitorFacts): string {
  const { schema: { features }, signals: { attribution } } = monitor;
  const weights = JSON.stringify(features.map((_, i) => Number((1 / Math.log2(i + 2)).toFixed(6))));
  const value = (metric: 'attribution' | 'violations', text: string, more: Readonly<Record<string, string>> = {}) => JSON.stringify(datum(monitor, metric, '$', more)).replace('"$"', text);
  // A record id is a column of requests, too, and no feature.
  const names = JSON.stringify(features.map(({ name }) => name));
  return `($weights := ${weights}; $names := ${names};`
    + ' $gain := function($order, $worth) { $sum($map($order, function($name, $i) { $lookup($worth, $name) * $weights[$i] })) };'
    + ' $ranked := function($worth) { $sort($filter($keys($worth), function($name) { $name in $names }), function($a, $b) { $lookup($worth, $a) < $lookup($worth, $b) }) };'
    + ' $labels := $keys($learned.explanations.kernel_shap);'
    + ' $scores := $map($labels, function($label) {('
    + ' $before := $lookup($learned.explanations.kernel_shap, $label).global_shap_values;'
    + ' $now := $lookup($found.explanations.kernel_shap, $label).global_shap_values;'
    + ' $ideal := $gain($ranked($before), $before);'
    + ' $ideal = 0 ? 1 : $gain($ranked($now), $before) / $ideal )});'
    + ' $least := $min($scores);'
    + ` [${value('attribution', '$least')}, ${value('violations', `($least < ${attribution!.threshold} ? 1 : 0)`, { Signal: 'attribution-drift' })}, ${runOf(monitor, 'attribution')}])`;
}
