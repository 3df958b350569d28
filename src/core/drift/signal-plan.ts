import { Severity } from '../observability';
import { literal, Problems, requireCapability, Target } from '../private';
import { BiasMetric, BiasThreshold } from './bias-threshold';
import { DriftMeasure } from './drift-measure';
import { DriftService } from './drift-service';
import { DataQualityLimits, DriftSignal } from './drift-signal';
import { QualityMetric } from './quality-threshold';
import { planValue, requireFeature, SchemaPlan } from './schema-plan';

/** What every signal has. */
export interface SignalPlan {
  readonly severity: Severity;
  readonly retrains: boolean;
}

export interface QualityLimitsPlan {
  readonly missingPercent: number;
  readonly typeErrorPercent: number;
  readonly outOfRangePercent: number;
}

export interface DataQualityPlan extends SignalPlan {
  readonly limits: QualityLimitsPlan;
  /** Of every feature, by its name, in the order of the schema. */
  readonly features: Readonly<Record<string, QualityLimitsPlan>>;
}

export interface DistributionPlan extends SignalPlan {
  readonly threshold: number;
  readonly measure: DriftMeasure;
}

export interface DataDriftPlan extends DistributionPlan {
  /** Of every feature, by its name, in the order of the schema. */
  readonly features: Readonly<Record<string, number>>;
}

export interface ModelQualityPlan extends SignalPlan {
  readonly thresholds: ReadonlyArray<{ readonly metric: QualityMetric; readonly value: number; readonly bound: 'least' | 'most' }>;
}

export interface BiasPlan extends SignalPlan {
  readonly facets: ReadonlyArray<{ readonly feature: string; readonly values: readonly string[] }>;
  readonly thresholds: ReadonlyArray<{ readonly metric: BiasMetric; readonly value: number }>;
}

export interface AttributionPlan extends SignalPlan {
  readonly threshold: number;
}

/** What a monitor measures; what it does not is absent. */
export interface SignalPlans {
  readonly dataQuality?: DataQualityPlan;
  readonly dataDrift?: DataDriftPlan;
  readonly predictionDrift?: DistributionPlan;
  readonly modelQuality?: ModelQualityPlan;
  readonly bias?: BiasPlan;
  readonly attribution?: AttributionPlan;
}

export type SignalName = keyof SignalPlans;

/** How users and reports call a signal, by how plans do. */
export const SIGNAL_NAMES: Readonly<Record<SignalName, string>> = {
  dataQuality: 'data-quality',
  dataDrift: 'data-drift',
  predictionDrift: 'prediction-drift',
  modelQuality: 'model-quality',
  bias: 'bias',
  attribution: 'attribution-drift',
};

export interface SignalContext {
  readonly schema: SchemaPlan;
  readonly service: DriftService;
  readonly target: Target;
  readonly managed: boolean;
  readonly hasGroundTruth: boolean;
}

const USUAL_LIMITS: QualityLimitsPlan = { missingPercent: 5, typeErrorPercent: 1, outOfRangePercent: 10 };
const PROBABILITIES: readonly QualityMetric[] = [QualityMetric.AUC];
const OF_NUMBERS: readonly QualityMetric[] = [QualityMetric.RMSE, QualityMetric.MAE, QualityMetric.R2];

export function planSignals(signals: readonly DriftSignal[], context: SignalContext, problems: Problems): SignalPlans {
  if (signals.length === 0) problems.add('drift/no-signals', 'the monitor measures nothing: give one signal or more, or leave \'signals\' out');
  const kinds = signals.map(({ kind }) => kind);
  kinds.filter((kind, i) => kinds.indexOf(kind) !== i).forEach((kind) => {
    problems.add('drift/signal-twice', `the signal ${kind} is given twice: give it once, with other thresholds by feature where they differ`);
  });
  const of = (kind: string) => signals.find((signal) => signal.kind === kind);
  const [quality, drift, prediction, model, bias, attribution] = Object.values(SIGNAL_NAMES).map(of);
  return {
    ...(quality ? { dataQuality: planDataQuality(quality, context, problems) } : {}),
    ...(drift ? { dataDrift: planDataDrift(drift, context, problems) } : {}),
    ...(prediction ? { predictionDrift: planDistribution(prediction, 'predictions', context, problems) } : {}),
    ...(model ? { modelQuality: planModelQuality(model, context, problems) } : {}),
    ...(bias ? { bias: planBias(bias, context, problems) } : {}),
    ...(attribution ? { attribution: planAttribution(attribution, context, problems) } : {}),
  };
}

/** The signals that a plan has, in the order of the table in the docs. */
export function signalsOf(signals: SignalPlans): SignalName[] {
  return (Object.keys(SIGNAL_NAMES) as SignalName[]).filter((name) => signals[name] !== undefined);
}

const always = ({ severity, retrains }: DriftSignal): SignalPlan => ({ severity, retrains });

function planDataQuality(signal: DriftSignal, { schema, service }: SignalContext, problems: Problems): DataQualityPlan {
  const { features = {}, ...given } = signal._dataQuality!;
  const limits = limitsOf(given, USUAL_LIMITS, 'features', problems);
  Object.keys(features).forEach((name) => requireFeature(name, 'limits of data quality are given for', schema, problems));
  if (service.oneQualityLimit && Object.keys(features).length > 0) {
    problems.add('drift/quality-by-feature', `'${Object.keys(features)[0]}' is to have limits of its own, but ${service.name} has one for all features: leave 'features' out`);
  }
  return {
    ...always(signal),
    limits,
    features: Object.fromEntries(schema.features.map(({ name }) => [name, limitsOf(features[name] ?? {}, limits, `'${name}'`, problems)])),
  };
}

function limitsOf(given: DataQualityLimits, usual: QualityLimitsPlan, what: string, problems: Problems): QualityLimitsPlan {
  const of = (key: keyof QualityLimitsPlan) => {
    const value = given[key];
    if (value === undefined) return usual[key];
    if (!(literal(value, `${key} of ${what}`) >= 0 && value <= 100)) problems.add('drift/threshold', `${key} of ${what} is ${value}: give a percentage from 0 to 100`);
    return value;
  };
  return { missingPercent: of('missingPercent'), typeErrorPercent: of('typeErrorPercent'), outOfRangePercent: of('outOfRangePercent') };
}

function planDataDrift(signal: DriftSignal, context: SignalContext, problems: Problems): DataDriftPlan {
  const { features = {} } = signal._distribution!;
  const plan = planDistribution(signal, 'features', context, problems);
  Object.entries(features).forEach(([name, threshold]) => {
    requireFeature(name, 'a threshold of drift is given for', context.schema, problems);
    checkDistance(threshold, plan.measure, `'${name}'`, problems);
  });
  return { ...plan, features: Object.fromEntries(context.schema.features.map(({ name }) => [name, features[name] ?? plan.threshold])) };
}

function planDistribution(signal: DriftSignal, what: string, { service }: SignalContext, problems: Problems): DistributionPlan {
  const given = signal._distribution!;
  const measure = given.measure ?? service.measures[0]!;
  if (!service.measures.includes(measure)) {
    problems.add('drift/measure', `the drift of ${what} is to be measured by ${measure}, which ${service.name} does not compute: take ${service.measures.join(' or ')}`);
  }
  const threshold = given.threshold ?? (measure === DriftMeasure.PSI ? 0.2 : 0.1);
  checkDistance(threshold, measure, what, problems);
  return { ...always(signal), threshold, measure };
}

function checkDistance(threshold: number, measure: DriftMeasure, what: string, problems: Problems): void {
  const most = measure === DriftMeasure.PSI ? Infinity : 1;
  if (literal(threshold, `the threshold of drift of ${what}`) > 0 && threshold < most) return;
  const range = most === Infinity ? 'above 0' : 'between 0 and 1';
  problems.add('drift/threshold', `the threshold of drift of ${what} is ${threshold}, but ${measure} is ${range}: give a number in between`);
}

function planModelQuality(signal: DriftSignal, context: SignalContext, problems: Problems): ModelQualityPlan {
  const { schema, service, target, managed, hasGroundTruth } = context;
  const { problem, threshold: asProbability } = schema.prediction;
  const thresholds = signal._quality!;
  if (managed) requireCapability(target, 'drift/managed-model-quality', 'the quality of the model is to be measured', problems);
  if (thresholds.length === 0) problems.add('drift/no-thresholds', 'the quality of the model is to be measured, but nothing says what is good enough: give thresholds, as in QualityThreshold.atLeast(QualityMetric.F1, 0.8)');
  if (!hasGroundTruth) problems.add('drift/no-ground-truth', 'the quality of the model is to be measured, but nobody says what was right: give \'groundTruth\'');
  const metrics = thresholds.map(({ metric }) => metric);
  metrics.filter((metric, i) => metrics.indexOf(metric) !== i).forEach((metric) => {
    problems.add('drift/threshold-twice', `${metric} has two thresholds: give one`);
  });
  metrics.forEach((metric) => {
    if (OF_NUMBERS.includes(metric) !== (problem === 'regression')) {
      problems.add('drift/quality-metric', `the ${metric} of a ${problem} prediction is asked for, which it does not have: take ${problem === 'regression' ? 'RMSE, MAE or R2' : 'ACCURACY, PRECISION, RECALL, F1 or AUC'}`);
    } else if (PROBABILITIES.includes(metric) && asProbability === undefined) {
      problems.add('drift/quality-metric', `the ${metric} is asked for, which only answers have that are probabilities: give Prediction.binary(…, { threshold: 0.5 }) where they are, else another metric`);
    } else if (!service.qualityMetrics.includes(metric)) {
      problems.add('drift/quality-metric', `the ${metric} is asked for, which ${service.name} does not compute: take ${service.qualityMetrics.join(', ')}`);
    }
  });
  return { ...always(signal), thresholds: thresholds.map(({ metric, value, bound }) => ({ metric, value, bound: bound as 'least' | 'most' })) };
}

function planBias(signal: DriftSignal, context: SignalContext, problems: Problems): BiasPlan {
  const { schema, service, target, managed, hasGroundTruth } = context;
  const facets = signal._facets!;
  const thresholds = signal._bias ?? [BiasThreshold.demographicParityDifference(0.1), BiasThreshold.disparateImpact(0.8)];
  if (managed) requireCapability(target, 'drift/managed-bias', 'bias is to be measured', problems);
  if (facets.length === 0) problems.add('drift/no-facet', 'bias is to be measured, but nothing says between whom: give a group, as in Facet.of(\'sex\', \'female\')');
  if (thresholds.length === 0) problems.add('drift/no-thresholds', 'bias is to be measured, but nothing says how much is too much: give thresholds, or leave them out');
  const names = facets.map(({ feature }) => feature);
  names.filter((name, i) => names.indexOf(name) !== i).forEach((name) => {
    problems.add('drift/facet-twice', `'${name}' tells two groups, but each feature one: give the values of one group together, or watch the other by a monitor of its own`);
  });
  if (schema.prediction.problem !== 'binary') {
    problems.add('drift/bias-prediction', `bias of a ${schema.prediction.problem} prediction is to be measured, of which no answer is the one that people wish for: take Prediction.binary(…)`);
  }
  const metrics = thresholds.map(({ metric }) => metric);
  metrics.filter((metric, i) => metrics.indexOf(metric) !== i).forEach((metric) => {
    problems.add('drift/threshold-twice', `${metric} has two thresholds: give one`);
  });
  metrics.forEach((metric) => {
    if (!service.biasMetrics.includes(metric)) {
      problems.add('drift/bias-metric', `${metric} is asked for, which ${service.name} does not compute: take ${service.biasMetrics.join(' or ')}`);
    } else if (metric === BiasMetric.EQUAL_OPPORTUNITY_DIFFERENCE && !hasGroundTruth) {
      problems.add('drift/no-ground-truth', `${metric} is asked for, but nobody says who was right: give 'groundTruth'`);
    }
  });
  return {
    ...always(signal),
    facets: facets.map(({ feature, values }) => ({
      feature, values: values.map((value) => planValue(feature, value, 'a group of people is told by', schema, problems)),
    })),
    thresholds: thresholds.map(({ metric, value }) => ({ metric, value })),
  };
}

function planAttribution(signal: DriftSignal, { target, managed }: SignalContext, problems: Problems): AttributionPlan {
  if (managed) requireCapability(target, 'drift/managed-attribution', 'the attribution of features is to be measured', problems);
  const threshold = signal._attribution!.threshold ?? 0.9;
  if (!(literal(threshold, 'the threshold of attribution') > 0 && threshold < 1)) {
    problems.add('drift/threshold', `the threshold of attribution is ${threshold}, but NDCG is between 0 and 1: give a number in between`);
  }
  return { ...always(signal), threshold };
}
