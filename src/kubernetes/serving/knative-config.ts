import { queueImage } from './knative-images';

type Settings = Record<string, Record<string, string>>;

const ON = 'enabled';

/**
 * What pods of models need beyond the plainest: https://github.com/knative/serving/blob/knative-v1.22.1/config/core/configmaps/features.yaml. KServe puts init containers
 * into pods; volumes have the models; the rest says on which nodes pods run, and as whom.
 */
const FEATURES = [
  'podspec-affinity', 'podspec-fieldref', 'podspec-init-containers', 'podspec-nodeselector', 'podspec-persistent-volume-claim', 'podspec-securitycontext',
  'podspec-tolerations', 'podspec-topologyspreadconstraints', 'podspec-volumes-csi',
];

/** Large images and models take longer than the ten minutes that Knative waits for by itself. */
const START_SECONDS = 1_800;

/** The settings of Knative Serving, by the names of its ConfigMaps without `config-`. */
export function knativeConfig(mirror: string | undefined, isWatched: boolean): Settings {
  const protocol = isWatched ? 'prometheus' : 'none';
  return {
    network: { 'ingress-class': 'kourier.ingress.networking.knative.dev' },
    // By default every service is open to the world below `example.com`: https://github.com/knative/serving/blob/knative-v1.22.1/config/core/configmaps/domain.yaml
    domain: { 'svc.cluster.local': '' },
    features: { ...Object.fromEntries(FEATURES.map((feature) => [`kubernetes.${feature}`, ON])), 'multi-container-probing': ON, 'secure-pod-defaults': ON },
    defaults: { 'max-revision-timeout-seconds': '3600', 'enable-service-links': 'false' },
    deployment: {
      'progress-deadline': `${START_SECONDS}s`,
      // The controller asks the registry what a tag stands for; a mirror asks it for credentials that only nodes have.
      ...(mirror ? { 'queue-sidecar-image': queueImage(mirror), 'registries-skipping-tag-resolving': `kind.local,ko.local,dev.local,${mirror.split('/')[0]}` } : {}),
    },
    observability: { 'metrics-protocol': protocol, 'request-metrics-protocol': protocol },
  };
}
