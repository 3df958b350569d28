import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { CHARTS } from '../charts';
import { mirroredImage } from '../mirrored-image';
import { tolerationsOf } from '../tolerations';

/** Where the chart's image lies: https://github.com/aws/eks-charts/tree/master/stable/aws-efa-k8s-device-plugin */
const IMAGE = '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-efa-k8s-device-plugin';

/**
 * What lets pods ask for the fabric of AWS (`vpc.amazonaws.com/efa`); the images of EKS lack it, and EKS's newer driver for it does not go with Karpenter:
 * https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html. The plugin's own list of machines is older than some of ours.
 */
export class FabricPlugin implements IClusterSoftware {
  public readonly softwareName: string = 'fabric-plugin';
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param machines the names of the machines that have the fabric
   */
  public constructor(private readonly machines: readonly string[]) {}

  public parts({ nodeGroups, mirror }: ClusterTraits): SoftwareParts {
    const values = {
      supportedInstanceLabels: { keys: ['node.kubernetes.io/instance-type'], values: [...this.machines] },
      tolerations: tolerationsOf(nodeGroups),
      ...(mirror ? { image: { repository: mirroredImage(mirror, IMAGE) } } : {}),
    };
    return { charts: [{ releaseName: this.softwareName, ...CHARTS.fabricPlugin, namespace: 'kube-system', values }] };
  }
}
