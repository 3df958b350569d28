import { IMetric } from '../observability';
import { IDriftMonitorMetrics } from './drift-monitor';
import { DriftMonitorPlan } from './drift-monitor-plan';

/** One graph of a monitor's page. */
export interface DriftGraph {
  readonly title: string;
  readonly metrics: readonly IMetric[];
}

/** More lines than this nobody tells apart. */
const LINES = 10;

/** What the page of a monitor shows: drift by feature, predictions, quality over time, bias, retrainings. */
export function driftGraphs({ schema, signals, retraining }: DriftMonitorPlan, metrics: IDriftMonitorMetrics): DriftGraph[] {
  const { dataDrift, predictionDrift, modelQuality, bias, attribution } = signals;
  const drift = dataDrift ? schema.features.map(({ name }) => metrics.drift(name)) : [];
  return [
    ...chunks(drift).map((lines, i, all) => ({ title: `Drift of features${all.length > 1 ? ` (${i + 1} of ${all.length})` : ''}`, metrics: lines })),
    ...(predictionDrift ? [{ title: 'Drift of predictions', metrics: [metrics.predictionDrift()] }] : []),
    ...(modelQuality ? [{ title: 'Quality of the model', metrics: modelQuality.thresholds.map(({ metric }) => metrics.quality(metric)) }] : []),
    ...(bias ? bias.facets.map(({ feature }) => ({ title: `Bias by ${feature}`, metrics: bias.thresholds.map(({ metric }) => metrics.bias(feature, metric)) })) : []),
    ...(attribution ? [{ title: 'What features count for (NDCG)', metrics: [metrics.attribution()] }] : []),
    { title: 'Thresholds crossed', metrics: [metrics.violations()] },
    { title: retraining ? 'Runs and retrainings' : 'Runs', metrics: [metrics.runs(), ...(retraining ? [metrics.retrainings()] : [])] },
  ];
}

/** What serves now, for the page: known to the program that deploys it. */
export function modelInProduction({ source }: DriftMonitorPlan): string {
  if (source.kind === 'batch') return `Predictions in \`${source.path.uri}\``;
  const { plan } = source.endpoint._traits();
  const { model } = plan.variants.find(({ weight }) => weight > 0) ?? plan.variants[0]!;
  const what = model.version?.versionId ?? model.artifact?.uri ?? model.image?.uri ?? '';
  return `\`${plan.name}\` serves \`${what}\``;
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / LINES) }, (_, i) => items.slice(i * LINES, (i + 1) * LINES));
}
