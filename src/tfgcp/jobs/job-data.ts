import { MountPlan } from '../../core/jobs/mount-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { BUCKETS_FOLDER } from '../../facts/gcp/vertex-training';

/** Stands for the name of a run until there is one. */
export const RUN_ID = '@run@';

/** Where the code of a run finds its data, by the names of variables. */
export function dataVariables({ inputs, checkpoints, output }: TrainingJobPlan): Record<string, string> {
  return {
    ...Object.fromEntries(inputs.map((input) => [input.variable, placeOf(input)])),
    ...(checkpoints ? { ML_CHECKPOINT_DIR: `${placeOf(checkpoints)}/${RUN_ID}` } : {}),
    ...(output ? { ML_OUTPUT_DIR: `${placeOf(output)}/${RUN_ID}` } : {}),
  };
}

/** Makes the folders of a run; every node does, and the first wins. */
export function foldersOf({ checkpoints, output }: TrainingJobPlan): string[] {
  return [
    ...(checkpoints?.kind === 'files' ? ['mkdir -p "$ML_CHECKPOINT_DIR"'] : []),
    ...(output?.kind === 'files' ? ['mkdir -p "$ML_OUTPUT_DIR"'] : []),
  ];
}

function placeOf({ kind, uri, path }: MountPlan): string {
  const place = kind === 'files' ? `${BUCKETS_FOLDER}/${path!.store.storeName}/${path!.key}` : uri!;
  return place.replace(/\/+$/, '');
}
