import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { NodeGroupPlan } from '../../core/training/node-group-plan';
import { nodePool } from './node-group';
import { possibleZones } from './node-zones';
import { TrainingClusterProps } from './training-cluster-props';

/** What the groups of a cluster are to be, beside what the user said. */
export interface NodeGroupsPlan {
  readonly system: NodeGroupPlan;
  readonly groups: readonly NodeGroupPlan[];
  /** The zones of the cluster. */
  readonly zones: readonly string[];
  readonly cluster: string;
  readonly keyId: string;
  readonly account: string;
}

/** The node pools of a cluster: one for its own software, and one a group. */
export class NodeGroups extends Construct {
  /** By the names of the groups. */
  public readonly resources: Record<string, TerraformResource>;

  public constructor(scope: Construct, id: string, props: TrainingClusterProps, plan: NodeGroupsPlan) {
    super(scope, id);
    const { platform, zones, acceleratorTypes = {}, latestGpuDriver = false } = props;
    const { system, groups, cluster, keyId, account } = plan;
    const settings = { project: platform.project, location: platform.location, cluster, keyId, account, labels: platform.tags, latestGpuDriver };
    const pools = groups.map((group): [string, TerraformResource] => {
      const place = { zones: possibleZones(group, platform.location, zones, plan.zones), acceleratorType: acceleratorTypes[group.name] };
      return [group.name, nodePool(this, group.name, group, place, settings)];
    });
    this.resources = { [system.name]: nodePool(this, system.name, system, { zones: plan.zones }, settings), ...Object.fromEntries(pools) };
  }
}
