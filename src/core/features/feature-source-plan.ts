import { ITrainingJob } from '../jobs';
import { isUnresolved, Problems } from '../private';
import { ArtifactPath } from '../storage';
import { GroupContext } from './feature-group-plan';
import { FeatureSource } from './feature-source';

const HOUR = 3_600_000;

/** A stream that a target makes. */
export interface StreamPlan {
  readonly kind: 'stream';
  readonly shards: number;
  /** Whether the user named a number. */
  readonly shardsGiven: boolean;
  readonly retentionHours: number;
}

export type SourcePlan = StreamPlan | { readonly kind: 'table'; readonly path: ArtifactPath } | { readonly kind: 'job'; readonly job: ITrainingJob } | { readonly kind: 'none' };

/** Checks where the values of a group come from. */
export function planSource(group: string, source: FeatureSource | undefined, context: GroupContext, problems: Problems): SourcePlan {
  if (source?.path) return planTable(group, source.path, context, problems);
  if (source?.trainingJob) return planJob(group, source.trainingJob, context, problems);
  return source?.retention ? planStream(group, source, context, problems) : { kind: 'none' };
}

function planStream(group: string, source: FeatureSource, { service }: GroupContext, problems: Problems): StreamPlan {
  const { shards = 1, retention } = source;
  const { name, retention: { least, most }, mostShards } = service;
  const kept = retention!.toMilliseconds();
  if (kept < least.toMilliseconds() || kept > most.toMilliseconds()) {
    problems.add('features/stream-retention', `the stream of '${group}' is to keep its events for ${retention!}, but those of ${name} keep them for ${least} to ${most}: give a time between`);
  }
  if (kept % HOUR !== 0) problems.add('features/stream-retention', `the stream of '${group}' is to keep its events for ${retention!}: give whole hours, which every service counts in`);
  if (mostShards !== undefined && shards > mostShards) {
    problems.add('features/shards', `the stream of '${group}' is to have ${shards} shards, but ${name} takes at most ${mostShards}: give fewer`);
  }
  return { kind: 'stream', shards, shardsGiven: source.shards !== undefined, retentionHours: Math.floor(kept / HOUR) };
}

function planTable(group: string, path: ArtifactPath, { scope, storageUri, storageName }: GroupContext, problems: Problems): SourcePlan {
  const foreign = path.store.node.root !== scope.node.root || (!isUnresolved(path.uri) && !storageUri.test(path.uri));
  if (foreign) {
    problems.add('features/foreign-table', `the files of '${group}' are at '${path.uri}', in no store of ${storageName} of this program: give a path of the platform's artifacts`);
  }
  return { kind: 'table', path };
}

function planJob(group: string, job: ITrainingJob, { scope }: GroupContext, problems: Problems): SourcePlan {
  if (job.node.root !== scope.node.root) {
    problems.add('features/job-foreign', `the job '${job.jobName}' that writes '${group}' belongs to another program: give a job of this App, or leave the source out and grant that job's identity with grantWrite`);
  }
  return { kind: 'job', job };
}
