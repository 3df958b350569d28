import { TrainingJobPlan } from '../../core/jobs/training-job-plan';

/** Lines of a shell that make the folders of a run, which its name is known for only when it runs. An address has no folders. */
export function folderLines({ checkpoints, output }: TrainingJobPlan): string[] {
  const folders = { ML_CHECKPOINT_DIR: checkpoints, ML_OUTPUT_DIR: output };
  return Object.entries(folders).filter(([, mount]) => mount !== undefined && mount.kind !== 'stream').map(([variable]) => `mkdir -p "$${variable}"`);
}

/** A command whose folders are there when it starts. */
export function inFolders(plan: TrainingJobPlan, command: readonly string[]): string[] {
  const lines = folderLines(plan);
  return lines.length === 0 ? [...command] : ['/bin/sh', '-ec', [...lines, 'exec "$@"'].join('\n'), 'sh', ...command];
}
