import { nearest, refuse } from '../private';
import { BiasMetric } from './bias-threshold';
import { DriftMonitorPlan } from './drift-monitor-plan';
import { QualityMetric } from './quality-threshold';
import { SIGNAL_NAMES, SignalName } from './signal-plan';

/** Refuses a metric of a signal that the monitor does not have. */
export function requireSignal({ name, signals }: DriftMonitorPlan, signal: SignalName): void {
  if (signals[signal]) return;
  refuse('drift/not-measured', `the monitor '${name}' does not measure ${SIGNAL_NAMES[signal]}: add the signal to it`);
}

/** Refuses the drift of a feature that the monitor does not know. */
export function requireDriftOf(plan: DriftMonitorPlan, feature: string): void {
  requireSignal(plan, 'dataDrift');
  const names = plan.schema.features.map(({ name }) => name);
  if (!names.includes(feature)) refuse('drift/not-measured', `the monitor '${plan.name}' knows no feature '${feature}' (nearest: '${nearest(feature, names)}'): give one of its schema`);
}

/** Refuses a metric of quality that has no threshold. */
export function requireQuality(plan: DriftMonitorPlan, metric: QualityMetric): void {
  requireSignal(plan, 'modelQuality');
  if (!plan.signals.modelQuality!.thresholds.some((threshold) => threshold.metric === metric)) {
    refuse('drift/not-measured', `the monitor '${plan.name}' does not measure ${metric}: give it a threshold`);
  }
}

/** Refuses a metric of bias that has no threshold, or a feature that is no facet. */
export function requireBias(plan: DriftMonitorPlan, feature: string, metric: BiasMetric): void {
  requireSignal(plan, 'bias');
  const { facets, thresholds } = plan.signals.bias!;
  if (!facets.some((facet) => facet.feature === feature) || !thresholds.some((threshold) => threshold.metric === metric)) {
    refuse('drift/not-measured', `the monitor '${plan.name}' does not measure ${metric} by '${feature}': give it the facet, and the threshold`);
  }
}
