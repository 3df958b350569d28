import { literal, refuse } from '../private';
import { Launcher } from './launcher';

/**
 * How the processes of a job find each other. The command of the job is what each node runs; the framework decides which variables tell it where it stands.
 *
 * | framework | the command, for example | what it is told by |
 * |---|---|---|
 * | `pytorchDdp`, `pytorchFsdp`, `deepSpeed` | `torchrun train.py` | `PET_NNODES`, `PET_NPROC_PER_NODE`, `PET_NODE_RANK`, `PET_MASTER_ADDR`, `PET_MASTER_PORT`, which `torchrun` reads |
 * | `jax` | `python train.py` | `JAX_COORDINATOR_ADDRESS`, `JAX_NUM_PROCESSES`, `JAX_PROCESS_ID` |
 * | `tensorflow` | `python train.py` | `TF_CONFIG` |
 * | `xgboost` | `python train.py` | `DMLC_TRACKER_URI`, `DMLC_TRACKER_PORT`, `DMLC_NUM_WORKER`, `DMLC_TASK_ID` |
 * | `ray` | `python train.py`, on the head only | a Ray cluster of the job's nodes, which `ray.init()` finds |
 * | `mpi` | `python train.py`, in each process | MPI itself |
 * | `custom` | anything | `ML_NODES`, `ML_NODE_RANK`, `ML_MAIN_ADDRESS` |
 *
 * @example
 * import { TrainingFramework } from 'ml-platform-constructs';
 *
 * const sharded = TrainingFramework.pytorchFsdp();
 * const zero3 = TrainingFramework.deepSpeed(3);
 */
export class TrainingFramework {
  /** PyTorch with a copy of the model on each GPU. */
  public static pytorchDdp(): TrainingFramework {
    return new TrainingFramework('pytorch-ddp', 'torch');
  }

  /**
   * PyTorch with the model in parts on all GPUs. Accelerate and the Trainer of Transformers shard by themselves, since they are told by
   * `ACCELERATE_USE_FSDP`; other code wraps its model.
   *
   * @see https://huggingface.co/docs/accelerate/usage_guides/fsdp
   */
  public static pytorchFsdp(): TrainingFramework {
    return new TrainingFramework('pytorch-fsdp', 'torch', { ACCELERATE_USE_FSDP: 'true' });
  }

  /**
   * DeepSpeed, started by `torchrun`. Accelerate and the Trainer of Transformers are told by `ACCELERATE_USE_DEEPSPEED` and
   * `ACCELERATE_DEEPSPEED_ZERO_STAGE`; other code has a configuration of its own. Throws `job/framework`.
   *
   * @see https://huggingface.co/docs/accelerate/usage_guides/deepspeed
   *
   * @param zeroStage what is divided among the GPUs: 0 nothing, 1 the optimizer, 2 gradients, too, 3 weights, too; 3 by default
   */
  public static deepSpeed(zeroStage?: number): TrainingFramework {
    const stage = literal(zeroStage ?? 3, 'the stage of ZeRO');
    if (![0, 1, 2, 3].includes(stage)) refuse('job/framework', `ZeRO has no stage ${stage}: give 0, 1, 2 or 3`);
    return new TrainingFramework('deepspeed', 'torch', { ACCELERATE_USE_DEEPSPEED: 'true', ACCELERATE_DEEPSPEED_ZERO_STAGE: String(stage) });
  }

  /** JAX, one process a node. */
  public static jax(): TrainingFramework {
    return new TrainingFramework('jax', 'jax');
  }

  /** TensorFlow with `MultiWorkerMirroredStrategy`, one process a node; the first is the chief. */
  public static tensorflow(): TrainingFramework {
    return new TrainingFramework('tensorflow', 'tensorflow');
  }

  /** XGBoost with a tracker on the first node: one process a node, and one GPU a process. */
  public static xgboost(): TrainingFramework {
    return new TrainingFramework('xgboost', 'xgboost');
  }

  /** Ray: Train, Tune, Data. The first node is the head of a cluster that lives as long as the job. */
  public static ray(): TrainingFramework {
    return new TrainingFramework('ray', 'ray');
  }

  /** MPI, one process a GPU. The image has Open MPI and `sshd`. */
  public static mpi(): TrainingFramework {
    return new TrainingFramework('mpi', 'mpi');
  }

  /** Processes that find each other by themselves, or one that needs no other: scikit-learn, AutoGluon, FLAML, Prophet. */
  public static custom(): TrainingFramework {
    return new TrainingFramework('custom', 'custom');
  }

  private constructor(
    /** `pytorch-ddp`, `pytorch-fsdp`, `deepspeed`, `jax`, `tensorflow`, `xgboost`, `ray`, `mpi` or `custom`. */
    public readonly name: string,
    /** @internal */
    public readonly _launcher: Launcher,
    /** @internal */
    public readonly _environment: Readonly<Record<string, string>> = {},
  ) {}
}
