import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { FEATURES } from '../features';
import { mirroredImage } from '../mirrored-image';
import { serviceMonitor } from '../monitoring/watched-by';
import { tolerationsOf } from '../tolerations';

/** How the GPU operator works. */
export interface GpuOperatorProps {
  /**
   * Whether it measures GPUs with DCGM. Left out where something else does already.
   * @default true
   */
  readonly metrics?: boolean;
}

/**
 * The class that AKS makes for its own container toolkit; it goes with `toolkit.enabled = false`: https://github.com/NVIDIA/gpu-operator/issues/525. With the
 * toolkit left on, the operator replaces the node's container runtime for good: https://azure.github.io/aks-rdma-infiniband/
 */
const AKS_RUNTIME_CLASS = 'nvidia-container-runtime';

/** The parts of the operator that pull an image of their own, with the folder that it lies in. */
const IMAGES: Readonly<Record<string, string>> = {
  validator: 'nvcr.io/nvidia',
  operator: 'nvcr.io/nvidia',
  driver: 'nvcr.io/nvidia',
  toolkit: 'nvcr.io/nvidia/k8s',
  devicePlugin: 'nvcr.io/nvidia',
  dcgmExporter: 'nvcr.io/nvidia/k8s',
  gfd: 'nvcr.io/nvidia',
  migManager: 'nvcr.io/nvidia/cloud-native',
};

/**
 * The GPU operator of NVIDIA: the device plugin, labels of what each GPU is, measurements with DCGM, and, where the image of the nodes lacks them, the
 * driver and the container toolkit. EKS and AKS clusters with GPUs install it by themselves; GKE brings its own and refuses it.
 *
 * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/getting-started.html
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function makeReady(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.GpuOperator());
 * }
 */
export class GpuOperator implements IClusterSoftware {
  public readonly softwareName: string = 'gpu-operator';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[];
  private readonly metrics: boolean;

  /**
   * @param props how it works
   */
  public constructor(props: GpuOperatorProps = {}) {
    this.metrics = props.metrics ?? true;
    this.provides = [FEATURES.gpuDevicePlugin, ...(this.metrics ? [FEATURES.gpuMetrics] : [])];
  }

  public parts(cluster: ClusterTraits): SoftwareParts {
    const namespace = this.softwareName;
    return {
      // Its daemons see the devices of the host.
      namespaces: [{ name: namespace, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }],
      charts: [{ releaseName: this.softwareName, ...CHARTS.gpuOperator, namespace, values: this.values(cluster) }],
    };
  }

  private values(cluster: ClusterTraits): Record<string, unknown> {
    const { clusterSystem, driversInstalled, nodeGroups, mirror } = cluster;
    const tolerations = tolerationsOf(nodeGroups);
    // Before a driver is loaded, a manager with an image of its own takes the GPUs from whatever uses them.
    const manager = mirror ? { manager: { repository: mirroredImage(mirror, 'nvcr.io/nvidia/cloud-native') } } : {};
    const parts = {
      driver: { enabled: !driversInstalled, ...manager },
      toolkit: { enabled: !driversInstalled },
      ...(clusterSystem === 'aks' && driversInstalled ? { operator: { runtimeClass: AKS_RUNTIME_CLASS } } : {}),
      dcgmExporter: { enabled: this.metrics, ...(this.metrics ? { serviceMonitor: serviceMonitor(cluster) } : {}) },
    };
    if (!mirror) return { ...parts, 'daemonsets': { tolerations }, 'node-feature-discovery': { worker: { tolerations } } };
    const images = Object.entries(IMAGES).map(([part, folder]) => {
      return [part, { ...parts[part as keyof typeof parts], repository: mirroredImage(mirror, folder) }];
    });
    return {
      ...Object.fromEntries(images) as object,
      'daemonsets': { tolerations },
      'node-feature-discovery': { worker: { tolerations }, image: { repository: mirroredImage(mirror, 'registry.k8s.io/nfd/node-feature-discovery') } },
    };
  }
}
