import { MonitorFacts } from './drift-monitor';

/** The part of the records that has to be as it should, of a percentage that may not be. */
const part = (percent: number) => Number((1 - percent / 100).toFixed(4));

/** What stands in the constraints where no signal of that kind says anything: as the analyzer itself suggests it. */
const USUAL = { part: 1, distance: 0.1 } as const;

const distances = (threshold: number) => ({ comparison_threshold: threshold, categorical_comparison_threshold: threshold });

/**
 * How all columns are held against the baseline: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html. Types and domains are parts of the
 * records that have to be right, as reports say it: "Expected match: 100.0%".
 */
function monitoringConfig({ signals: { dataQuality, dataDrift, predictionDrift } }: MonitorFacts): Record<string, unknown> {
  return {
    evaluate_constraints: 'Enabled',
    emit_metrics: 'Enabled',
    datatype_check_threshold: dataQuality ? part(dataQuality.limits.typeErrorPercent) : USUAL.part,
    domain_content_threshold: dataQuality ? part(dataQuality.limits.outOfRangePercent) : USUAL.part,
    distribution_constraints: {
      perform_comparison: dataDrift ?? predictionDrift ? 'Enabled' : 'Disabled',
      ...distances(dataDrift?.threshold ?? predictionDrift?.threshold ?? USUAL.distance),
      comparison_method: 'Robust',
      categorical_drift_method: 'LInfinity',
    },
  };
}

/** What is another for a column than what the analyzer suggests, by its name: all columns that are watched. */
function patches({ schema, signals: { dataQuality, dataDrift, predictionDrift } }: MonitorFacts): Record<string, unknown> {
  const feature = (name: string) => {
    const limits = dataQuality?.features[name];
    return {
      ...(limits && { completeness: part(limits.missingPercent) }),
      monitoringConfigOverrides: {
        ...(limits && { datatype_check_threshold: part(limits.typeErrorPercent), domain_content_threshold: part(limits.outOfRangePercent) }),
        ...(dataDrift && { distribution_constraints: distances(dataDrift.features[name]!) }),
      },
    };
  };
  const prediction = predictionDrift ? { distribution_constraints: distances(predictionDrift.threshold) } : {};
  return {
    ...Object.fromEntries(schema.features.map(({ name }) => [name, feature(name)])),
    [schema.prediction.column]: { monitoringConfigOverrides: prediction },
  };
}

/**
 * The constraints of a monitor, as JSONata over those that the analyzer suggests in `$found`: other columns of the data are left out, and thresholds are the user's.
 */
export function constraintsExpression(monitor: MonitorFacts): string {
  const own = JSON.stringify(patches(monitor));
  const patched = `function($feature) { $merge([$feature, $lookup(${own}, $feature.name)]) }`;
  const features = `$map($found.features[$exists($lookup(${own}, name))], ${patched})`;
  const config = JSON.stringify(monitoringConfig(monitor));
  return `$merge([$found, { "features": [${features}], "monitoring_config": ${config} }])`;
}
