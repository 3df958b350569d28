import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IAlarm, IMetric } from '../observability';
import { Runtime } from '../runtime';
import { Accelerator, Capacity, Machine, QuotaNeed, Scaling } from '../training';
import { Duration, Size } from '../units';
import { DataMount } from './data-mount';
import { ExperimentTracking } from './experiment-tracking';
import { JobSecret } from './job-secret';
import { JobTrigger } from './job-trigger';
import { Lineage } from './lineage';
import { TrainingBackend } from './training-backend';
import { TrainingFramework } from './training-framework';

/** What a training job is to be, on any target. */
export interface TrainingJobProps {
  /** The image: a framework with its version, for which each target knows the image, or `Runtime.image` with your own. */
  readonly runtime: Runtime;

  /** What each node runs, the launcher first: `['torchrun', 'train.py', '--epochs', '90']`. */
  readonly command: string[];

  /**
   * How the processes find each other.
   * @default - as the runtime's framework: TrainingFramework.pytorchDdp() for PyTorch, TrainingFramework.custom() for an image of your own
   */
  readonly framework?: TrainingFramework;

  /**
   * What runs it.
   * @default TrainingBackend.managed()
   */
  readonly backend?: TrainingBackend;

  /**
   * The GPUs of each node. Give either an accelerator or a machine.
   * @default - no GPUs: `machine` is needed
   */
  readonly accelerator?: Accelerator;

  /**
   * The machine of each node; on a cluster, what a node has to have at least. Give either an accelerator or a machine.
   * @default - the machine that carries the accelerator
   */
  readonly machine?: Machine;

  /**
   * How many nodes work together. An elastic number starts with what there is, from the least on, on a cluster with PyTorch or Ray only.
   * @default - Scaling.fixed(1), or as many as `worldSize` asks for
   */
  readonly nodes?: Scaling;

  /**
   * How many GPUs work together, on all nodes. What the GPUs of a node do not divide is refused with `job/world-size`.
   * @default - nodes times GPUs
   */
  readonly worldSize?: number;

  /**
   * How the machines are bought. Spot without `checkpoints` is refused with `job/spot-checkpoint`, which may be acknowledged. On a cluster it says which
   * groups of nodes may be used.
   * @default - Capacity.onDemand(); on a cluster whatever the groups are
   */
  readonly capacity?: Capacity;

  /**
   * Data that it reads, by names of lower-case letters, digits and `_`. The code finds each by `ML_INPUT_<NAME>`.
   * @default - none
   */
  readonly inputs?: Record<string, DataMount>;

  /**
   * Where it writes checkpoints. The code finds a folder of the run by `ML_CHECKPOINT_DIR`, and what is there when the run starts again after an interruption.
   * @default - none
   */
  readonly checkpoints?: DataMount;

  /**
   * Where it writes what it made. The code finds a folder of the run by `ML_OUTPUT_DIR`.
   * @default - none
   */
  readonly output?: DataMount;

  /**
   * Variables of its environment. Names that begin with `ML_` are the library's.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * Secrets, by the name of the variable.
   * @default - none
   */
  readonly secrets?: Record<string, JobSecret>;

  /**
   * Where it writes parameters and metrics.
   * @default - nowhere
   */
  readonly tracking?: ExperimentTracking;

  /**
   * Where it says what it read and wrote.
   * @default - nowhere
   */
  readonly lineage?: Lineage;

  /**
   * The longest that a run may take, without the time that it waits for machines.
   * @default Duration.hours(24)
   */
  readonly maxRunTime?: Duration;

  /**
   * How often a run starts again after its machines were taken away or failed, in a cluster and on Vertex AI after its code failed, too: 0 to 10, on AWS Batch
   * 0 to 9. Azure ML decides how often, so that there it is refused.
   * @default - 3, or as the service does
   */
  readonly retries?: number;

  /**
   * What starts it, beside somebody by hand.
   * @default - nothing
   */
  readonly triggers?: JobTrigger[];

  /**
   * The disk of each node for scratch data; on a cluster what the run may use of it. Where the disk comes with the machine, on Azure ML and for machines of
   * SageMaker with disks of their own, it is refused with `job/disk`.
   * @default - Size.gibibytes(200), 100 without GPUs; what the machine has where the disk comes with it; on a cluster no limit
   */
  readonly diskSize?: Size;

  /**
   * Codes of refusals that you know better than the library: `job/spot-checkpoint`, `job/data-grant`, `training/accelerator-region`.
   * @default - none
   */
  readonly acknowledge?: string[];
}

/** Measurements of a job. */
export interface ITrainingJobMetrics {
  /** Runs that failed for good. */
  runsFailed(): IMetric;
}

/**
 * A training job: what it is made of, what may start it, and who it runs as. A run is started by a schedule, by an event or by hand, and never by a deployment.
 */
export interface ITrainingJob extends IConstruct {
  /** What the cloud or the cluster calls it. */
  readonly jobName: string;

  /** Who it runs as; may read its inputs and write its checkpoints and its output. */
  readonly identity: IIdentity;

  /** Starts a run by hand; also an output. */
  readonly startCommand: string;

  /** What a run needs of the cloud's quotas at its largest; nothing on a cluster, whose quotas are told there. */
  readonly quotas: QuotaNeed[];

  /** Measurements. */
  readonly metrics: ITrainingJobMetrics;

  /** The alarm that goes off when a run failed. */
  readonly failureAlarm: IAlarm;

  /**
   * Lets somebody start a run, and see how it goes.
   *
   * @param identity who
   */
  grantStart(identity: IIdentity): void;
}
