import { CfnAddon } from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { NODE_GROUP_LABEL } from '../../core/training/node-group-plan';
import { AddonFacts, ADDONS, INSIGHTS_ADDON } from '../../facts/aws/cluster-addons';
import { fill } from '../../facts/aws/fill';
import { pascal } from '../names';
import { ClusterContext } from './cluster-context';
import { PodRole } from './pod-role';

/** What EKS itself keeps in the cluster: addresses of pods, volumes, rights of pods, logs and metrics. */
export class ClusterAddons extends Construct {
  /** Those without which nodes are not ready. */
  public readonly beforeNodes: CfnAddon[];
  private readonly ofPods: CfnAddon[];

  public constructor(scope: Construct, id: string, private readonly context: ClusterContext, private readonly clusterName: string) {
    super(scope, id);
    this.beforeNodes = ADDONS.filter(({ beforeNodes }) => beforeNodes).map((facts) => this.addon(facts));
    this.ofPods = ADDONS.filter(({ beforeNodes }) => !beforeNodes).map((facts) => this.addon(facts));
  }

  /** Lets those whose pods need a node wait for some. */
  public waitFor(...nodes: IDependable[]): void {
    this.ofPods.forEach((addon) => addon.node.addDependency(...nodes));
  }

  private addon(facts: AddonFacts): CfnAddon {
    const { addon, namespace, serviceAccount, statements } = facts;
    const { plan, values } = this.context;
    const configuration = this.configurationOf(facts);
    const id = pascal(addon);
    const pods = serviceAccount && statements && new PodRole(this, `${id}Role`, {
      description: `${plan.name}: ${addon}`, namespace, serviceAccount, values, policies: [{ name: 'rights', statements }],
    });
    const resource = new CfnAddon(this, id, {
      addonName: addon,
      clusterName: this.clusterName,
      configurationValues: configuration && Stack.of(this).toJsonString(fill(configuration, values)),
      podIdentityAssociations: pods ? [{ serviceAccount: serviceAccount, roleArn: pods.role.roleArn }] : undefined,
      resolveConflicts: 'OVERWRITE',
    });
    if (pods) resource.node.addDependency(...pods.policies);
    return resource;
  }

  /** The exporter's own list of machines lacks some; the nodes with GPUs are known here by their groups. */
  private configurationOf({ addon, configuration }: AddonFacts): object | undefined {
    const groups = this.context.plan.groups.filter(({ gpus }) => gpus > 0).map(({ name }) => name);
    if (addon !== INSIGHTS_ADDON || groups.length === 0) return configuration;
    const nodeSelectorTerms = [{ matchExpressions: [{ key: NODE_GROUP_LABEL, operator: 'In', values: groups }] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    return { ...configuration, dcgmExporter: { affinity: { nodeAffinity } } };
  }
}
