import { ClusterTraits, Duration, IClusterSoftware, SoftwareParts } from '../../core';
import { refuse } from '../../core/private';
import { CHARTS } from '../charts';
import { watchedBy } from '../monitoring/watched-by';
import { readyHook } from '../software/ready-hook';
import { knativeConfig } from './knative-config';
import { operatorImages, servingImages } from './knative-images';

const SERVING = 'knative-serving';
/** What the operator has with it: https://github.com/knative/operator/tree/knative-v1.22.3/cmd/operator/kodata/knative-serving */
const SERVING_VERSION = '1.22.1';

/** For images of its eight parts, and a margin for Helm. */
const START = Duration.minutes(10);
const MARGIN_SECONDS = 30;

/**
 * Knative Serving, with Kourier as its gateway: services that have no pod while nobody asks, hold requests until there is one, and divide requests between
 * an old and a new revision. `EndpointKind.kserve` uses it where it is there; install it before `KServe`, which looks for it when it starts.
 *
 * Its services are reached from inside the cluster only. Throws `serving/knative-order`.
 *
 * @see https://knative.dev/docs/serving/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function scaleToZero(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.CertManager());
 *   cluster.install(new kubernetes.Knative());
 *   cluster.install(new kubernetes.KServe());
 * }
 */
export class Knative implements IClusterSoftware {
  public readonly softwareName: string = 'knative';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts(cluster: ClusterTraits): SoftwareParts {
    if (cluster.provided.includes('kserve')) {
      refuse('serving/knative-order', 'Knative comes after KServe, which looks for it only when it starts and would never make a service of Knative: install kubernetes.Knative before kubernetes.KServe');
    }
    const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const awaited = { name: SERVING, namespace: SERVING, group: 'operator.knative.dev', resource: 'knativeservings', seconds: START.toSeconds() - MARGIN_SECONDS };
    return {
      namespaces: [{ name: 'knative-operator', labels: restricted }, { name: SERVING, labels: restricted }],
      charts: [{ releaseName: 'knative-operator', ...CHARTS.knativeOperator, namespace: 'knative-operator', values: operatorValues(cluster.mirror) }],
      // The operator makes the definitions of services, which KServe looks for when it starts.
      manifests: [{ name: SERVING, namespace: SERVING, manifests: [knativeServing(cluster), ...readyHook(awaited, cluster)], timeout: START }],
    };
  }
}

function operatorValues(mirror: string | undefined): Record<string, unknown> {
  const securityContext = { seccompProfile: { type: 'RuntimeDefault' } };
  const images = mirror ? operatorImages(mirror) : undefined;
  return {
    knative_operator: {
      knative_operator: { securityContext, ...(images ? { image: images.operator } : {}) },
      operator_webhook: { securityContext, ...(images ? { image: images.webhook } : {}) },
    },
  };
}

function knativeServing(cluster: ClusterTraits): Record<string, unknown> {
  const { mirror, labels } = cluster;
  return {
    apiVersion: 'operator.knative.dev/v1beta1',
    kind: 'KnativeServing',
    metadata: { name: SERVING, namespace: SERVING, labels },
    spec: {
      'version': SERVING_VERSION,
      'high-availability': { replicas: 2 },
      'ingress': { kourier: { 'enabled': true, 'service-type': 'ClusterIP' } },
      'config': knativeConfig(mirror, watchedBy(cluster).enabled),
      ...(mirror ? { registry: { override: servingImages(mirror) } } : {}),
    },
  };
}
