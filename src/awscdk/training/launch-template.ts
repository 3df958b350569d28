import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { NODE_ROOT_DEVICE } from '../../facts/aws/karpenter';
import { MACHINES } from '../../facts/aws/machines';
import { CAPACITY_BLOCK_MARKET, FABRIC_INTERFACES, NODE_METADATA } from '../../facts/aws/nodes';
import { ClusterContext } from './cluster-context';

export interface NodeTemplateProps {
  readonly context: ClusterContext;
  readonly group: NodeGroupPlan;
  /** The group of EKS by which control plane and nodes speak. */
  readonly securityGroupId: string;
  readonly placementGroupName?: string;
  readonly capacityBlock: boolean;
}

/** How the machines of a group start: an encrypted disk, no metadata for pods, measured every minute, where they were reserved or close together. */
export function launchTemplate(scope: Construct, id: string, props: NodeTemplateProps): CfnLaunchTemplate {
  const { context: { plan, platform, key }, group, securityGroupId, placementGroupName, capacityBlock } = props;
  const tags = Object.entries({ ...platform.tags, Name: `${plan.name}-${group.name}` }).map(([name, value]) => ({ key: name, value }));
  const { reservationId: capacityReservationId } = group;
  const fabric = fabricInterfaces(group, securityGroupId);
  return new CfnLaunchTemplate(scope, id, {
    launchTemplateData: {
      // The one kind of capacity for which EKS wants the machine here.
      instanceType: capacityBlock ? group.machine!.name : undefined,
      instanceMarketOptions: capacityBlock ? { marketType: CAPACITY_BLOCK_MARKET } : undefined,
      capacityReservationSpecification: capacityReservationId ? { capacityReservationTarget: { capacityReservationId } } : undefined,
      placement: placementGroupName ? { groupName: placementGroupName } : undefined,
      blockDeviceMappings: [{
        deviceName: NODE_ROOT_DEVICE,
        ebs: { volumeType: 'gp3', volumeSize: group.diskGib, encrypted: true, kmsKeyId: key.keyArn, deleteOnTermination: true },
      }],
      metadataOptions: NODE_METADATA,
      monitoring: { enabled: true },
      networkInterfaces: fabric.length > 0 ? fabric : undefined,
      securityGroupIds: fabric.length > 0 ? undefined : [securityGroupId],
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
    },
    tagSpecifications: [{ resourceType: 'launch-template', tags }],
  });
}

/** One on each network card; the security group of the cluster lets its members speak with each other, as the fabric needs it. */
function fabricInterfaces({ machine }: NodeGroupPlan, securityGroupId: string): CfnLaunchTemplate.NetworkInterfaceProperty[] {
  return Array.from({ length: MACHINES[machine!.name]?.fabricInterfaces ?? 0 }, (_, card) => ({
    networkCardIndex: card,
    deviceIndex: card === 0 ? 0 : 1,
    interfaceType: card === 0 ? FABRIC_INTERFACES.first : FABRIC_INTERFACES.further,
    deleteOnTermination: true,
    groups: [securityGroupId],
  }));
}
