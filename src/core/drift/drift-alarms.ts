import { Severity } from '../observability';
import { DriftMonitorPlan } from './drift-monitor-plan';
import { SIGNAL_NAMES, SignalName, signalsOf } from './signal-plan';

/** An alarm of a monitor, of which the target knows the metric and the threshold. */
export interface DriftAlarm {
  /** What it is called in the tree. */
  readonly id: string;
  /** What it is called by the cloud, behind the monitor's name. */
  readonly suffix: string;
  readonly severity: Severity;
  readonly description: string;
}

const MEANING: Readonly<Record<SignalName, string>> = {
  dataQuality: 'values are missing, of a wrong type, or outside of what the model has learned from. Look at whoever sends them first: a model that learns from them gets worse',
  dataDrift: 'features are distributed otherwise than in what the model has learned from. Look at which, and why; train anew if it stays so',
  predictionDrift: 'predictions are distributed otherwise than in what the model has learned from. Look whether the features have moved, too',
  modelQuality: 'predictions are less right than they have to be. Train anew, or send requests back to the version before',
  bias: 'a group of people is treated too differently. Stop deciding by this model until somebody has looked at it',
  attribution: 'features count for something else than they did. Look for one that has broken, or that others now stand for',
};

/** The alarm of a signal. */
export function signalAlarm(plan: DriftMonitorPlan, signal: SignalName): DriftAlarm {
  const name = SIGNAL_NAMES[signal];
  const { retrains, severity } = plan.signals[signal]!;
  const started = plan.retraining && retrains ? ' A retraining is started, within its limits.' : '';
  return {
    severity,
    id: name.split('-').map((part) => `${part[0]!.toUpperCase()}${part.slice(1)}`).join(''),
    suffix: name,
    description: `${plan.name}: ${MEANING[signal]}.${started} The report: ${plan.reports?.uri ?? 'its table'}`,
  };
}

/** The alarms of all signals of a monitor. */
export function signalAlarms(plan: DriftMonitorPlan): DriftAlarm[] {
  return signalsOf(plan.signals).map((signal) => signalAlarm(plan, signal));
}

/** The alarm for runs that are missing or failed. */
export function notRunAlarm({ name, severity }: DriftMonitorPlan, whereLogs: string): DriftAlarm {
  return {
    severity,
    id: 'NotRun',
    suffix: 'did-not-run',
    description: `${name}: the monitor did not run, so that nobody sees drift. Read why: ${whereLogs}`,
  };
}

/** The alarm for a baseline that could not be computed, where something else than a run computes it. */
export function baselineFailedAlarm({ name, severity, baseline }: DriftMonitorPlan, whereLogs: string): DriftAlarm {
  return {
    severity,
    id: 'BaselineFailed',
    suffix: 'baseline-failed',
    description: `${name}: what requests are held against could not be computed from ${baseline.path.uri}, and is tried again each day. What was there before stays until then. Read why: ${whereLogs}`,
  };
}

/** The alarm for a monitor of quality that has nothing to hold predictions against. */
export function noGroundTruthAlarm({ name, groundTruth }: DriftMonitorPlan): DriftAlarm {
  return {
    severity: Severity.WARNING,
    id: 'NoGroundTruth',
    suffix: 'no-ground-truth',
    description: `${name}: there is no ground truth for what was predicted. Look at what writes ${groundTruth!.path.uri}, in which form, and by which ids`,
  };
}

/** The alarm for a retraining that could not be started, or that failed. */
export function retrainFailedAlarm({ name, severity, retraining }: DriftMonitorPlan, whereLogs: string): DriftAlarm {
  const what = retraining!.kind === 'job' ? `the job ${retraining!.job.jobName}` : `the pipeline ${retraining!.pipelineName}`;
  return {
    severity,
    id: 'RetrainingFailed',
    suffix: 'retraining-failed',
    description: `${name}: drift was found, but ${what} could not be started, or failed. The model in production stays. Read why: ${whereLogs}`,
  };
}
