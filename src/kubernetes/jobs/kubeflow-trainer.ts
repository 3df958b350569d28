import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse } from '../../core/private';
import { CHARTS } from '../charts';

/** How Kubeflow's trainer works. */
export interface KubeflowTrainerProps {
  /**
   * Whether the cluster gets the trainer's own runtimes of PyTorch, DeepSpeed, JAX, MLX, XGBoost and torchtune, which any namespace may name. A job of the
   * release loads them with a tool from the servers of Alpine Linux, so that a network that reaches a mirror only refuses them with `software/unreachable`.
   * @default false
   */
  readonly defaultRuntimes?: boolean;
}

/** The namespace where the trainer's SDK looks for it: https://github.com/kubeflow/trainer/blob/v2.3.0/charts/kubeflow-trainer/README.md */
const NAMESPACE = 'kubeflow-system';

/**
 * The trainer of Kubeflow: `TrainJob`, made of a runtime that says how a framework starts on several nodes. It needs `kubernetes.JobSet`.
 *
 * Without its default runtimes a job names a `TrainingRuntime` of its own namespace.
 *
 * @see https://www.kubeflow.org/docs/components/trainer/overview/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function train(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.JobSet());
 *   cluster.install(new kubernetes.KubeflowTrainer());
 * }
 */
export class KubeflowTrainer implements IClusterSoftware {
  public readonly softwareName: string = 'kubeflow-trainer';
  public readonly needs: string[] = ['jobset'];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props how it works
   */
  public constructor(private readonly props: KubeflowTrainerProps = {}) {}

  public parts({ mirror }: ClusterTraits): SoftwareParts {
    const { defaultRuntimes = false } = this.props;
    if (defaultRuntimes && mirror) {
      refuse('software/unreachable', `the default runtimes of '${this.softwareName}' are loaded with a tool from the servers of Alpine Linux, which a network with a mirror does not reach: leave 'defaultRuntimes' out, and give each namespace a TrainingRuntime`);
    }
    const values = {
      manager: { replicas: 2 },
      // It is software of its own here, which other software may need, too.
      jobset: { install: false },
      ...(defaultRuntimes ? { runtimes: { defaultEnabled: true } } : {}),
      ...(mirror ? { image: { registry: mirror } } : {}),
    };
    // The job that loads runtimes runs as root: https://github.com/kubeflow/trainer/blob/v2.3.0/charts/kubeflow-trainer/templates/runtimes/installer-job.yaml
    const enforce = defaultRuntimes ? 'baseline' : 'restricted';
    return {
      namespaces: [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': enforce } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.kubeflowTrainer, namespace: NAMESPACE, values }],
    };
  }
}
