import { ITrainingJob } from '../jobs';
import { literal, refuse } from '../private';
import { Duration } from '../units';

/** What keeps retraining from running away. */
export interface RetrainOptions {
  /**
   * How long after the last run began, whoever started it, none is started. Throws `drift/cool-down`.
   * @default Duration.days(1)
   */
  readonly coolDown?: Duration;

  /**
   * How many runs may begin within 24 hours, whoever started them. Throws `drift/runs-a-day`.
   * @default 1
   */
  readonly maxRunsPerDay?: number;
}

/**
 * What makes a new model when the old one no longer fits. A run is started once the monitor's own run has ended, and never while another goes on. A breach of data quality
 * starts none unless its signal says so: a model that learns from broken data is worse than an old one.
 *
 * @example
 * import { Duration, ITrainingJob, Retrain } from 'ml-platform-constructs';
 *
 * function weekly(job: ITrainingJob): Retrain {
 *   return Retrain.job(job, { coolDown: Duration.days(7) });
 * }
 */
export class Retrain {
  /**
   * A run of a training job.
   *
   * @param job a job of this program and target
   * @param options what keeps it from running away
   */
  public static job(job: ITrainingJob, options?: RetrainOptions): Retrain {
    return new Retrain('job', options, job);
  }

  /**
   * A run of a pipeline of the cloud that is there already. Throws `drift/pipeline-name`.
   *
   * @param name of a pipeline of SageMaker, a template of Vertex AI Pipelines in Artifact Registry, a pipeline component of Azure ML, a WorkflowTemplate of Argo; `docs/drift.md`
   * shows each
   * @param options what keeps it from running away
   */
  public static pipeline(name: string, options?: RetrainOptions): Retrain {
    if (literal(name, 'the name of a pipeline').trim() === '') refuse('drift/pipeline-name', 'a pipeline is to be started, but it has no name: give the name that the cloud knows it by');
    return new Retrain('pipeline', options, undefined, name);
  }

  /** How long after the last run began none is started. */
  public readonly coolDown: Duration;

  /** How many runs may begin within 24 hours. */
  public readonly maxRunsPerDay: number;

  private constructor(
    /** `job` or `pipeline`. */
    public readonly kind: string,
    options: RetrainOptions = {},
    /** The job. */
    public readonly trainingJob?: ITrainingJob,
    /** The pipeline. */
    public readonly pipelineName?: string,
  ) {
    this.coolDown = options.coolDown ?? Duration.days(1);
    this.maxRunsPerDay = options.maxRunsPerDay ?? 1;
    if (this.coolDown.toMinutes() < 1) refuse('drift/cool-down', `a run may follow another after ${this.coolDown}, so that one breach could start many: give a minute or more`);
    if (!Number.isInteger(literal(this.maxRunsPerDay, 'the limit of runs a day')) || this.maxRunsPerDay < 1 || this.maxRunsPerDay > 24) {
      refuse('drift/runs-a-day', `${this.maxRunsPerDay} runs a day are no limit of retraining: give a whole number from 1 to 24, or leave 'retrain' out`);
    }
  }
}
