import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { BiasPlan, SIGNAL_NAMES, SignalName } from '../../core/drift/signal-plan';

/** Where the program of a monitor finds things, as Spark has it. */
export interface ProgramPlaces {
  readonly baseline: string;
  /** Where the numbers of the baseline are kept. */
  readonly kept: string;
  readonly reports: string;
  readonly truth?: string;
}

/** What both steps of the program have to know: what records are like. */
export function tableConfig(plan: DriftMonitorPlan, truth?: string): object {
  const { name, source, schema } = plan;
  const { features, prediction, requestFormat, recordId } = schema;
  return {
    monitor: name,
    source: source.kind,
    layout: requestFormat,
    ...(source.kind === 'batch' ? { format: source.format } : {}),
    features: features.map((feature) => [feature.name, feature.type]),
    prediction: {
      problem: prediction.problem,
      column: prediction.column,
      ...(prediction.positive === undefined ? {} : { positive: prediction.positive }),
      ...(prediction.threshold === undefined ? {} : { threshold: prediction.threshold }),
    },
    ...(recordId === undefined ? {} : { record: recordId }),
    ...(truth === undefined ? {} : { truth }),
  };
}

/** What the second step has to know of a signal. */
export function signalConfig(plan: DriftMonitorPlan, signal: SignalName, { baseline, kept, reports }: ProgramPlaces): object {
  return {
    ...tableConfig(plan),
    baseline,
    kept,
    reports,
    baseline_format: plan.baseline.format,
    signal: SIGNAL_NAMES[signal],
    segments: plan.segments,
    ...limitsOf(plan, signal),
  };
}

/** Whether a signal is held against what turned out to be so, which is known later. */
export function needsTruth({ groundTruth, signals }: DriftMonitorPlan, signal: SignalName): boolean {
  return groundTruth !== undefined && (signal === 'modelQuality' || (signal === 'bias' && signals.bias!.thresholds.some(({ metric }) => (metric as string) === 'equal-opportunity-difference')));
}

function limitsOf({ signals, schema: { prediction } }: DriftMonitorPlan, signal: SignalName): object {
  switch (signal) {
    case 'dataQuality': return { limits: eachOf(signals.dataQuality!.features, ({ missingPercent, typeErrorPercent, outOfRangePercent }) => ({ missing: missingPercent, wrong: typeErrorPercent, out: outOfRangePercent })) };
    case 'dataDrift': return { measure: signals.dataDrift!.measure, limits: signals.dataDrift!.features };
    case 'predictionDrift': return { measure: signals.predictionDrift!.measure, limits: { [prediction.column]: signals.predictionDrift!.threshold } };
    case 'modelQuality': return { limits: Object.fromEntries(signals.modelQuality!.thresholds.map(({ metric, value, bound }) => [metric, { value, bound }])) };
    case 'bias': return biasLimits(signals.bias!);
    case 'attribution': return { limits: { ndcg: signals.attribution!.threshold } };
  }
}

function biasLimits({ facets, thresholds }: BiasPlan): object {
  return {
    facets: Object.fromEntries(facets.map(({ feature, values }) => [feature, values])),
    limits: Object.fromEntries(thresholds.map(({ metric, value }) => [metric, value])),
  };
}

function eachOf<T>(values: Readonly<Record<string, T>>, change: (value: T) => object): object {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
