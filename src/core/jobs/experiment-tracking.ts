import { refuse } from '../private';

/**
 * Where a job writes its parameters, metrics and models. The keys of services come as `secrets` of the job, never here.
 *
 * @example
 * import { ExperimentTracking } from 'ml-platform-constructs';
 *
 * const own = ExperimentTracking.mlflow('https://mlflow.acme.internal', 'fraud');
 * const service = ExperimentTracking.wandb('fraud', 'acme');
 */
export class ExperimentTracking {
  /**
   * MLflow, which reads `MLFLOW_TRACKING_URI` and `MLFLOW_EXPERIMENT_NAME`.
   *
   * @see https://mlflow.org/docs/latest/python_api/mlflow.environment_variables.html
   *
   * @param trackingUri the address of the server; the ARN of a server of SageMaker, the address that a workspace of Azure ML has
   * @param experiment the name of the experiment; the job's name by default
   */
  public static mlflow(trackingUri: string, experiment?: string): ExperimentTracking {
    return new ExperimentTracking('mlflow', { MLFLOW_TRACKING_URI: trackingUri }, 'MLFLOW_EXPERIMENT_NAME', experiment);
  }

  /**
   * Weights & Biases, which reads `WANDB_PROJECT`, `WANDB_ENTITY` and, as a secret of the job, `WANDB_API_KEY`.
   *
   * @see https://docs.wandb.ai/guides/track/environment-variables
   *
   * @param project the project
   * @param entity the team; the default one of the key's owner by default
   */
  public static wandb(project: string, entity?: string): ExperimentTracking {
    return new ExperimentTracking('wandb', entity === undefined ? {} : { WANDB_ENTITY: entity }, 'WANDB_PROJECT', project);
  }

  /**
   * Comet, which reads `COMET_PROJECT_NAME`, `COMET_WORKSPACE` and, as a secret of the job, `COMET_API_KEY`.
   *
   * @see https://www.comet.com/docs/v2/guides/experiment-management/configure-sdk/
   *
   * @param project the project
   * @param workspace the workspace
   */
  public static comet(project: string, workspace: string): ExperimentTracking {
    return new ExperimentTracking('comet', { COMET_WORKSPACE: workspace }, 'COMET_PROJECT_NAME', project);
  }

  /** Neptune is gone: throws `job/tracking-gone`. */
  public static neptune(): ExperimentTracking {
    return refuse(
      'job/tracking-gone',
      'neptune.ai was bought by OpenAI and its service has ended, all data was deleted after 2026-03-05: use ExperimentTracking.mlflow(…), .wandb(…) or .comet(…)',
    );
  }

  private constructor(
    /** `mlflow`, `wandb` or `comet`. */
    public readonly system: string,
    private readonly variables: Readonly<Record<string, string>>,
    private readonly nameVariable: string,
    private readonly experiment?: string,
  ) {}

  /**
   * What a job is told of it.
   *
   * @internal
   */
  public _environment(jobName: string): Record<string, string> {
    return { ...this.variables, [this.nameVariable]: this.experiment ?? jobName };
  }
}
