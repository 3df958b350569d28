import { ArtifactPath, IMlPlatform } from '../../core';
import { captureFolder } from '../../core/serving/cluster-capture';
import { ClusterDriftPlan } from './drift-labels';

/** What the account of a monitor reads and writes: folders. */
export interface MonitorFolders {
  readonly reads: readonly ArtifactPath[];
  /** Also read: the baseline is kept there. */
  readonly writes: ArtifactPath;
}

export function foldersOf(plan: ClusterDriftPlan): MonitorFolders {
  const { baseline, groundTruth, reports } = plan;
  return { reads: [answersOf(plan), baseline.path, ...(groundTruth ? [groundTruth.path] : [])], writes: reports! };
}

/** The key of a folder, of which no other begins so. */
export function folderKey({ key }: ArtifactPath): string {
  return key.replace(/\/*$/, '/');
}

/** Where the endpoint keeps its requests, or what is written in batches. */
function answersOf({ source }: ClusterDriftPlan): ArtifactPath {
  if (source.kind === 'batch') return source.path;
  const { platform, plan: { name } } = source.endpoint._traits();
  return source.capture.path ?? (platform as IMlPlatform).artifacts.path(captureFolder(name));
}
