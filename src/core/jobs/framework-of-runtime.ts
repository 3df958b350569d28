import { Runtime } from '../runtime';
import { TrainingFramework } from './training-framework';

const FRAMEWORKS: Readonly<Record<string, () => TrainingFramework>> = {
  pytorch: () => TrainingFramework.pytorchDdp(),
  huggingface: () => TrainingFramework.pytorchDdp(),
  deepspeed: () => TrainingFramework.deepSpeed(),
  jax: () => TrainingFramework.jax(),
  tensorflow: () => TrainingFramework.tensorflow(),
  xgboost: () => TrainingFramework.xgboost(),
  ray: () => TrainingFramework.ray(),
  mpi: () => TrainingFramework.mpi(),
  horovod: () => TrainingFramework.mpi(),
};

/** How the processes of an image usually find each other. */
export function frameworkOf({ framework }: Runtime): TrainingFramework {
  return (FRAMEWORKS[framework] ?? (() => TrainingFramework.custom()))();
}
