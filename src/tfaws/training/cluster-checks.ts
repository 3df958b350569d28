import { requireIdentityOf } from '../../core/identity/persona-plan';
import { physicalName, Problems } from '../../core/private';
import { checkServiceRange, checkSubnets } from '../../core/training/cluster-network-checks';
import { checkRegistries, needyGroups } from '../../core/training/registry-checks';
import { checkReservations } from '../../core/training/reservation-checks';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { SERVICE_RANGES } from '../../facts/aws/cluster';
import { ADDONS } from '../../facts/aws/cluster-addons';
import { INTERRUPTION_EVENTS } from '../../facts/aws/karpenter';
import { RULE_NAME } from '../../facts/aws/names';
import { RESERVATIONS } from '../../facts/aws/nodes';
import { Identity } from '../identity/identity';
import { roleName } from './cluster-role';
import { ROLES } from './roles';
import { TrainingClusterProps } from './training-cluster-props';

type Planned = Pick<TrainingClusterPlan, 'name' | 'groups' | 'egress'>;

/** What only AWS refuses in a cluster. */
export function checkCluster(props: TrainingClusterProps, plan: Planned, problems: Problems): void {
  const { platform: { network, serviceCidr }, reservations = [], compactSubnetId } = props;
  checkNames(props, plan, problems);
  checkRegistries(needyGroups(plan.groups, 'Karpenter'), plan.egress, problems);
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  const { networkId, privateSubnetIds: subnetIds } = network;
  checkSubnets('EKS', { networkId, subnetIds, named: [...reservations.map(({ subnetId }) => subnetId), compactSubnetId] }, problems);
  checkReservations(plan.groups, reservations, RESERVATIONS, problems);
  checkDeployer(props, problems);
  checkServiceRange('EKS', serviceCidr, SERVICE_RANGES, problems);
}

/** The longest of each kind: a name that is too long is found before anything was made. */
function checkNames({ platform }: TrainingClusterProps, { name }: Planned, problems: Problems): void {
  [...Object.values(ROLES), ...ADDONS.flatMap(({ role }) => role ?? [])].forEach((suffix) => roleName(name, platform.region, suffix, problems));
  Object.keys(INTERRUPTION_EVENTS).forEach((kind) => physicalName(RULE_NAME, [name, kind], problems));
}

function checkDeployer({ deployer }: TrainingClusterProps, problems: Problems): void {
  if (!deployer) return;
  requireIdentityOf('aws', deployer, problems);
  requireEntry(deployer as Identity, problems);
}

/** Notes an identity that no access entry can name. */
export function requireEntry({ kind, identityName }: Identity, problems: Problems): void {
  if (kind !== 'account' && kind !== 'oidc') return;
  problems.add('identity/cannot-grant', `'${identityName}' is an ${kind}, and a cluster lets in roles and users only: let it assume a role, and name the role`);
}
