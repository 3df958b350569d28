import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';

const NAME = 'strimzi';

/**
 * Strimzi, which runs Kafka in a cluster: streams of feature groups are topics of it. It watches all namespaces, and everything that it starts is fit for a restricted one.
 *
 * @see https://strimzi.io
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function stream(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Strimzi());
 * }
 */
export class Strimzi implements IClusterSoftware {
  public readonly softwareName: string = NAME;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts({ mirror }: ClusterTraits): SoftwareParts {
    const values = {
      replicas: 2,
      watchAnyNamespace: true,
      podDisruptionBudget: { enabled: true },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      // https://strimzi.io/docs/operators/latest/deploying#assembly-security-providers-str
      extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }],
      ...(mirror ? { defaultImageRegistry: mirror } : {}),
    };
    return {
      namespaces: [{ name: NAME, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: 'strimzi-kafka-operator', ...CHARTS.strimzi, namespace: NAME, values }],
    };
  }
}
