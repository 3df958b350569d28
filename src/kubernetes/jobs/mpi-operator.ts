import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitorOf } from '../monitoring/service-monitor';
import { watchedBy } from '../monitoring/watched-by';
import { mpiJobDefinition } from './mpi-job-definition';
import { mpiOperatorRights } from './mpi-operator-rights';

/** How jobs of MPI are run. */
export interface MpiOperatorProps {
  /**
   * Whether the pods of a job start together or not at all, by the scheduler of Volcano, which has to be there.
   * Kueue does not need it: a job that waits in one of its queues waits as a whole.
   * @default false
   */
  readonly gangScheduling?: boolean;
}

const NAME = 'mpi-operator';
/** https://github.com/kubeflow/mpi-operator/blob/v0.8.0/deploy/v2beta1/mpi-operator.yaml */
const IMAGE = 'docker.io/mpioperator/mpi-operator';
const TAG = '0.8.0';
const SELECTOR = { 'app.kubernetes.io/name': NAME };
/** Its health is on a port that it does not let choose: https://github.com/kubeflow/mpi-operator/blob/v0.8.0/cmd/mpi-operator/app/server.go */
const PORTS = { health: 8080, metrics: 8081 };

/**
 * The operator of `MPIJob`: a launcher and workers that it reaches over SSH, for Horovod, NCCL tests and anything else that starts with `mpirun`.
 *
 * The project ships manifests and no chart; these are ours, with the rights that the operator uses, in a restricted namespace. It checks a job when it
 * reads it, not when the job is made: what is wrong stands in the job's events.
 *
 * @see https://github.com/kubeflow/mpi-operator
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function runMpi(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.MpiOperator());
 * }
 */
export class MpiOperator implements IClusterSoftware {
  public readonly softwareName: string = NAME;
  public readonly needs: string[];
  /** It defines the same kind in another version, and a cluster has one of the two: https://github.com/kubeflow/trainer/issues/1930 */
  public readonly conflictsWith: string[] = ['training-operator'];
  public readonly provides: string[] = [];
  private readonly gangScheduling: boolean;

  /**
   * @param props how jobs are run
   */
  public constructor(props: MpiOperatorProps = {}) {
    this.gangScheduling = props.gangScheduling ?? false;
    this.needs = this.gangScheduling ? ['volcano'] : [];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { labels } = cluster;
    const rights = mpiOperatorRights({ name: NAME, namespace: NAME, labels }, this.gangScheduling);
    return {
      namespaces: [{ name: NAME, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      manifests: [
        { name: `${NAME}-definitions`, namespace: NAME, manifests: [mpiJobDefinition(labels)] },
        { name: NAME, namespace: NAME, manifests: [...rights, this.deployment(cluster), ...this.measured(cluster)] },
      ],
    };
  }

  private deployment(cluster: ClusterTraits): Record<string, unknown> {
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: NAME, namespace: NAME, labels: { ...cluster.labels, ...SELECTOR } },
      spec: {
        replicas: 1,
        selector: { matchLabels: SELECTOR },
        template: {
          metadata: { labels: { ...cluster.labels, ...SELECTOR } },
          spec: {
            serviceAccountName: NAME,
            // The image names no user: 65532 is the one of its base that is not root. https://github.com/GoogleContainerTools/distroless
            securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [this.container(cluster)],
          },
        },
      },
    };
  }

  private container(cluster: ClusterTraits): Record<string, unknown> {
    const { mirror } = cluster;
    const { enabled } = watchedBy(cluster);
    return {
      name: NAME,
      image: `${mirror ? mirroredImage(mirror, IMAGE) : IMAGE}:${TAG}`,
      args: [
        `--lock-namespace=${NAME}`,
        ...(enabled ? [`--monitoring-port=${PORTS.metrics}`] : []),
        ...(this.gangScheduling ? ['--gang-scheduling=volcano'] : []),
      ],
      ports: [{ name: 'health', containerPort: PORTS.health }, ...(enabled ? [{ name: 'metrics', containerPort: PORTS.metrics }] : [])],
      livenessProbe: { httpGet: { path: '/healthz', port: 'health' }, initialDelaySeconds: 15, periodSeconds: 20 },
      resources: { requests: { cpu: '100m', memory: '128Mi' } },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    };
  }

  private measured(cluster: ClusterTraits): Record<string, unknown>[] {
    const labels = { ...cluster.labels, ...SELECTOR };
    const ports = [{ name: 'metrics', port: PORTS.metrics, targetPort: 'metrics' }];
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: NAME, namespace: NAME, labels }, spec: { selector: SELECTOR, ports } };
    const monitors = serviceMonitorOf({ name: NAME, namespace: NAME, port: 'metrics', selector: { matchLabels: SELECTOR } }, cluster);
    return monitors.length > 0 ? [service, ...monitors] : [];
  }
}
