import { signalsOf, SIGNAL_NAMES } from '../../core/drift/signal-plan';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, namesOf } from './drift-labels';
import { retrainingSettings } from './retraining';

type Json = Record<string, unknown>;

/** What the program of a monitor is told, as `ml-drift.ts` reads it. */
export function monitorSettings(plan: ClusterDriftPlan, { registry }: Pick<ClusterDriftBinding, 'registry'>): Json {
  const { name, place, schema, baseline, groundTruth, signals, segments, distanceSeconds, windowSeconds, reports, retraining } = plan;
  const measured = signalsOf(signals);
  return {
    monitor: name,
    namespace: place.namespace,
    results: namesOf(plan).results,
    distanceSeconds,
    windowSeconds,
    source: sourceOf(plan),
    features: schema.features,
    prediction: schema.prediction,
    recordId: schema.recordId,
    baseline: {
      uri: baseline.path.uri,
      format: baseline.format,
      ...(registry ? { registry: { url: registry.url, model: registry.model, alias: registry.alias } } : {}),
    },
    groundTruth: groundTruth && { uri: groundTruth.path.uri, delaySeconds: groundTruth.delaySeconds },
    signals,
    measured: measured.map((signal) => SIGNAL_NAMES[signal]),
    retrains: measured.filter((signal) => signals[signal]!.retrains).map((signal) => SIGNAL_NAMES[signal]),
    segments,
    reports: reports!.uri,
    ...(retraining ? { retraining: retrainingSettings(plan, retraining) } : {}),
  };
}

function sourceOf({ source, schema }: ClusterDriftPlan): Json {
  if (source.kind === 'batch') return { kind: 'batch', uri: source.path.uri, format: source.format };
  return { kind: 'requests', uri: source.endpoint.captureLocation, format: schema.requestFormat };
}
