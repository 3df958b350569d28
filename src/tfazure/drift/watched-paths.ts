import { ArtifactPath } from '../../core';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface WatchedPaths {
  readonly reads: ArtifactPath[];
  readonly writes: ArtifactPath[];
}

/** Where the predictions of a monitor lie: captured requests and answers, or a batch output. */
export function predictionsOf({ source }: DriftMonitorPlan): ArtifactPath {
  if (source.kind === 'batch') return source.path;
  const { plan, platform: owner } = source.endpoint._traits();
  return source.capture.path ?? (owner as IMlPlatform).artifacts.path(`capture/${plan.name}`);
}

/** What the runs of a monitor read, and what they write. */
export function watchedPaths(plan: DriftMonitorPlan): WatchedPaths {
  const { baseline, groundTruth, reports } = plan;
  return { reads: [predictionsOf(plan), baseline.path, ...(groundTruth ? [groundTruth.path] : [])], writes: [reports!] };
}
