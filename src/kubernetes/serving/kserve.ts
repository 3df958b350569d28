import { ClusterTraits, IClusterSoftware, ModelGateway, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { companionImages, controllerImages, runtimeImages } from './kserve-images';

/** How models are reached. */
export interface KServeProps {
  /**
   * The Gateway through which models are reached from outside the cluster; a model with the label `networking.kserve.io/visibility: cluster-local` is not.
   * @default - models are reached from inside the cluster only, by the names of their services
   */
  readonly gateway?: ModelGateway;
}

/** The domain of models that are reached from inside only: https://github.com/kserve/kserve/blob/v0.20.0/pkg/constants/constants.go */
const CLUSTER_LOCAL_DOMAIN = 'svc.cluster.local';

/** Services of Knative are reached by Kourier and by no mesh: https://github.com/kserve/kserve/pull/2380 */
const BESIDE_KNATIVE = { disableIstioVirtualHost: true };

/** The chart says `latest`. This is the version that KServe's own server has: https://github.com/kserve/kserve/blob/v0.20.0/python/huggingface_server.Dockerfile */
const VLLM = 'v0.24.0';

/**
 * KServe: a model in a bucket becomes a service that answers, with the runtimes of scikit-learn, XGBoost, Triton, vLLM and others. Models are plain
 * deployments; a mesh is not needed. Where `Knative` was installed before, a model may ask for it, to go to zero and to take over step by step. The runtime
 * of TorchServe is switched off, since nobody mends it any more: Triton runs PyTorch, too.
 *
 * @see https://kserve.github.io/website/
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function serve(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.CertManager());
 *   cluster.install(new kubernetes.KServe({ gateway: { gatewayName: 'public', namespace: 'gateways', domain: 'models.acme.com' } }));
 * }
 */
export class KServe implements IClusterSoftware {
  public readonly softwareName: string = 'kserve';
  public readonly needs: string[] = ['cert-manager'];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param props how models are reached
   */
  public constructor(private readonly props: KServeProps = {}) {}

  public parts({ mirror, provided }: ClusterTraits): SoftwareParts {
    const namespace = this.softwareName;
    const controller = {
      // The chart's own is Knative. Where that is there, a model says by an annotation that it wants it.
      deploymentMode: 'Standard',
      imagePullPolicy: 'IfNotPresent',
      gateway: { ...this.gateway(), ...(provided.includes('knative') ? BESIDE_KNATIVE : {}) },
      ...(mirror ? controllerImages(mirror) : {}),
    };
    return {
      namespaces: [{ name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      charts: [
        { releaseName: 'kserve-crd', ...CHARTS.kserveCrd, namespace },
        { releaseName: 'kserve', ...CHARTS.kserve, namespace, values: { kserve: { controller, ...(mirror ? companionImages(mirror) : {}) } } },
        { releaseName: 'kserve-runtimes', ...CHARTS.kserveRuntimes, namespace, values: { kserve: { servingruntime: servingRuntimes(mirror) } } },
      ],
    };
  }

  private gateway(): Record<string, unknown> {
    const { gateway } = this.props;
    if (!gateway) return { disableIngressCreation: true, domain: CLUSTER_LOCAL_DOMAIN };
    const { gatewayName, namespace, domain, https = true } = gateway;
    return {
      domain,
      urlScheme: https ? 'https' : 'http',
      ingressGateway: { enableGatewayApi: true, kserveGateway: `${namespace}/${gatewayName}` },
    };
  }
}

function servingRuntimes(mirror: string | undefined): Record<string, unknown> {
  const images: ReturnType<typeof runtimeImages> = mirror ? runtimeImages(mirror) : {};
  return {
    ...images,
    enabled: true,
    vllmserver: { ...images.vllmserver, tag: VLLM },
    // "Limited Maintenance", without patches of security: https://github.com/pytorch/serve
    torchserve: { ...images.torchserve, disabled: true },
  };
}
