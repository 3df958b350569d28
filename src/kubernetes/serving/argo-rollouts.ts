import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor, watchedBy } from '../monitoring/watched-by';

/** How a rollout moves requests. */
export interface ArgoRolloutsProps {
  /**
   * Whether rollouts move requests by routes of the Gateway API, which is in the cluster: a part of the requests is then just that part. Without it a part of the
   * requests is a part of the pods.
   * @default false
   */
  readonly gatewayApi?: boolean;
}

/** https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/blob/v0.15.0/docs/installation.md */
const PLUGIN = {
  name: 'argoproj-labs/gatewayAPI',
  image: 'ghcr.io/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi:v0.15.0',
  program: 'rollouts-plugin-trafficrouter-gatewayapi',
};
const PLUGINS = { name: 'traffic-plugins', mountPath: '/traffic-plugins' };
/** The user of the plugin's image: https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/blob/v0.15.0/Dockerfile */
const PLUGIN_USER = 999;

/** What other service meshes and load balancers would need; what the controller may not touch it cannot break. */
const OTHER_ROUTERS = ['istio', 'smi', 'ambassador', 'awsLoadBalancerController', 'awsAppMesh', 'traefik', 'apisix', 'contour', 'glooPlatform'];

/**
 * Argo Rollouts: a new version takes over step by step, is measured at each step, and gives way by itself when it fails. The controller stands twice.
 *
 * It may read Secrets of every namespace, which the chart does not let be taken away: analyses may name some.
 *
 * @see https://argo-rollouts.readthedocs.io/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function rollOutSlowly(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.ArgoRollouts({ gatewayApi: true }));
 * }
 */
export class ArgoRollouts implements IClusterSoftware {
  public readonly softwareName: string = 'argo-rollouts';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[];

  /**
   * @param props how requests are moved
   */
  public constructor(private readonly props: ArgoRolloutsProps = {}) {
    this.provides = props.gatewayApi ? [FEATURES.gatewayRollouts] : [];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const { mirror } = cluster;
    const { gatewayApi = false } = this.props;
    const values = {
      controller: {
        replicas: 2,
        pdb: { enabled: true, maxUnavailable: 1 },
        metrics: { enabled: watchedBy(cluster).enabled, serviceMonitor: serviceMonitor(cluster) },
        ...(mirror ? { image: { registry: mirror } } : {}),
        ...(gatewayApi ? withPlugin(mirror) : {}),
      },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      providerRBAC: { providers: { ...Object.fromEntries(OTHER_ROUTERS.map((router) => [router, false])), gatewayAPI: gatewayApi } },
    };
    return {
      namespaces: [{ name: this.softwareName, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.argoRollouts, namespace: this.softwareName, values }],
    };
  }
}

/** The plugin is copied from an image: a download at each start would stop the controller whenever its server does not answer, and a mirror has none. */
function withPlugin(mirror: string | undefined): Record<string, unknown> {
  const volume = { name: PLUGINS.name, mountPath: PLUGINS.mountPath };
  return {
    initContainers: [{
      name: 'copy-traffic-plugin',
      image: mirror ? mirroredImage(mirror, PLUGIN.image) : PLUGIN.image,
      command: ['cp', `/bin/${PLUGIN.program}`, PLUGINS.mountPath],
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: PLUGIN_USER, capabilities: { drop: ['ALL'] },
      },
      volumeMounts: [volume],
    }],
    volumes: [{ name: PLUGINS.name, emptyDir: {} }],
    volumeMounts: [volume],
    trafficRouterPlugins: [{ name: PLUGIN.name, location: `file://${PLUGINS.mountPath}/${PLUGIN.program}` }],
  };
}
