import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterTraits, IClusterSoftware } from '../../core';
import { NodeGroupPlan, nodeGroupTraits } from '../../core/training/node-group-plan';
import { SPOT_POOL } from '../../facts/azure/cluster';
import { DCGM_EXPORTER, POD_MONITOR } from '../../facts/azure/cluster-metrics';
import { GpuOperator, Manifest } from '../../kubernetes';
import { SoftwareHost, workloadsOf } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ClusterEndpoint, endpointWishes } from './cluster-endpoint';
import { kubernetesLabels } from './kubernetes-labels';

export interface ClusterSoftwareProps {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly groups: readonly NodeGroupPlan[];
  readonly egress: { readonly kind: string; readonly mirror?: string };
  readonly endpoint: ClusterEndpoint;
  /** What it has already. */
  readonly provided?: readonly string[];
}

/** What runs in a cluster, in a stack of its own that comes into being with the first of it. */
export class ClusterSoftware {
  public readonly traits: Omit<ClusterTraits, 'provided'>;
  private readonly host: SoftwareHost;

  public constructor(private readonly cluster: Construct, private readonly props: ClusterSoftwareProps) {
    const { platform, clusterName, groups, egress, provided } = props;
    this.traits = {
      clusterName,
      clusterSystem: 'aks',
      driversInstalled: true,
      nodeGroups: traitsOf(groups),
      labels: kubernetesLabels(platform.tags),
      mirror: egress.mirror,
    };
    this.host = new SoftwareHost(cluster, { traits: this.traits, provided, reachable: egress.kind !== 'none', scope: () => this.stack });
  }

  /** The second stack. */
  public get stack(): TerraformStack {
    return workloadsOf(this.cluster, endpointWishes(this.props.endpoint));
  }

  /** What has to be there before something can stand in a namespace. */
  public makersOf(namespace: string): ITerraformDependable[] {
    return this.host.makersOf(namespace);
  }

  /** The cluster as it is now. */
  public get present(): ClusterTraits {
    return this.host.traits;
  }

  public install(software: IClusterSoftware): void {
    this.host.install(software);
  }

  /** GPUs that can be asked for and are measured; AKS brings their driver. */
  public installGpus(): void {
    this.host.installBase(new GpuOperator());
    this.install(new Manifest('gpu-monitor', { manifests: [gpuMonitor(this.traits.labels)], namespace: 'gpu-operator', needs: ['gpu-operator'] }));
  }
}

/** AKS keeps others away from spot nodes by a taint of its own. */
function traitsOf(groups: readonly NodeGroupPlan[]) {
  const [spotTaint] = SPOT_POOL.taint.split('=');
  return nodeGroupTraits(groups).map((traits) => (traits.spot ? { ...traits, taintKeys: [...traits.taintKeys, spotTaint!] } : traits));
}

/** Tells the agent of managed Prometheus of the operator's exporter; the kind is the agent's own, and it does not read the operator's. */
function gpuMonitor(labels: Record<string, string>): Record<string, unknown> {
  const { label, port, path } = DCGM_EXPORTER;
  return {
    apiVersion: POD_MONITOR.apiVersion,
    kind: POD_MONITOR.kind,
    metadata: { name: label.value, labels },
    spec: {
      selector: { matchLabels: { [label.key]: label.value } },
      podMetricsEndpoints: [{ port, path, interval: '30s' }],
      ...POD_MONITOR.limits,
    },
  };
}
