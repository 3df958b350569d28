import { CfnCluster } from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { isUnresolved, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { checkServiceRange, checkSubnets } from '../../core/training/cluster-network-checks';
import { checkRegistries, needyGroups } from '../../core/training/registry-checks';
import { checkReservations } from '../../core/training/reservation-checks';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { SERVICE_RANGES } from '../../facts/aws/cluster';
import { DEFAULT_KUBERNETES_VERSION } from '../../facts/aws/kubernetes-versions';
import { RESERVATIONS } from '../../facts/aws/nodes';
import { privateSubnets } from '../platform/platform-network';
import { requireKubectlLayer } from './kubectl-layer';
import { TrainingClusterProps } from './training-cluster-props';

type Planned = Pick<TrainingClusterPlan, 'name' | 'groups' | 'egress'>;

/** What only EKS refuses in a cluster. */
export function checkCluster(scope: IConstruct, props: TrainingClusterProps, plan: Planned, problems: Problems): void {
  const { platform: { key, region, vpc, serviceCidr }, reservations = [], compactSubnetId } = props;
  requireNewName(scope, plan.name, problems);
  requireKeyRegion(key.keyArn, region, Stack.of(scope).region, problems);
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  const subnetIds = privateSubnets(vpc).map(({ subnetId }) => subnetId);
  checkSubnets('EKS', { networkId: vpc.vpcId, subnetIds, named: [...reservations.map(({ subnetId }) => subnetId), compactSubnetId] }, problems);
  checkReservations(plan.groups, reservations, RESERVATIONS, problems);
  checkServiceRange('EKS', serviceCidr, SERVICE_RANGES, problems);
  checkSoftware(props, plan, problems);
}

/** An account has a name once in a region; where one of these is known only at deployment, only a stack is known to be one place. */
function requireNewName(scope: IConstruct, name: string, problems: Problems): void {
  const { stack, place } = whereIs(scope);
  const there = scope.node.root.node.findAll().find((child) => {
    if (!(child instanceof CfnCluster) || child.name !== name) return false;
    const other = whereIs(child);
    return other.stack === stack || (place !== undefined && other.place === place);
  });
  if (!there) return;
  problems.add('training/cluster-twice', `a cluster '${name}' is there already, as '${there.node.path.replace(/(?:\/Resource)+$/, '')}': choose another id, or another name of the platform`);
}

function whereIs(scope: IConstruct): { readonly stack: Stack; readonly place?: string } {
  const stack = Stack.of(scope);
  return { stack, place: isUnresolved(stack.account) || isUnresolved(stack.region) ? undefined : stack.environment };
}

function checkSoftware({ platform, kubectlLayer, kubernetesVersion }: TrainingClusterProps, { groups, egress }: Planned, problems: Problems): void {
  const needy = needyGroups(groups, 'Karpenter');
  if (!(kubectlLayer ?? platform.kubectlLayer)) {
    needy.forEach(({ name, software }) => requireKubectlLayer(`the group '${name}' needs ${software}`, kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION, problems));
  }
  checkRegistries(needy, egress, problems);
}
