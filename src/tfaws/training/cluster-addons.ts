import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { NODE_GROUP_LABEL, NodeGroupPlan } from '../../core/training/node-group-plan';
import { AddonFacts, ADDONS, INSIGHTS_ADDON } from '../../facts/aws/cluster-addons';
import { CLUSTER_LOG_GROUPS } from '../../facts/aws/cluster-metrics';
import { fill } from '../../facts/aws/fill';
import { CloudwatchLogGroup } from '../../providers/aws/cloudwatch-log-group';
import { EksAddon } from '../../providers/aws/eks-addon';
import { ClusterContext } from './cluster-context';
import { ClusterRole, podTrust } from './cluster-role';

export interface ClusterAddonsProps {
  readonly context: ClusterContext;
  /** A reference to the cluster. */
  readonly clusterName: string;
  readonly groups: readonly NodeGroupPlan[];
}

/** What EKS installs and looks after: network, names, volumes, measurements; each with a role that can do no more than it needs. */
export class ClusterAddons extends Construct {
  /** What nodes need to become ready. */
  public readonly beforeNodes: ITerraformDependable[];

  public constructor(scope: Construct, id: string, private readonly props: ClusterAddonsProps) {
    super(scope, id);
    this.beforeNodes = ADDONS.filter((addon) => addon.beforeNodes).map((addon) => this.make(addon, []));
  }

  /** Adds what needs nodes to become ready itself. */
  public addOnto(nodes: ITerraformDependable): void {
    const logs = this.makeLogs();
    ADDONS.filter((addon) => !addon.beforeNodes).forEach((addon) => this.make(addon, [nodes, ...(addon.addon === INSIGHTS_ADDON ? logs : [])]));
  }

  private make(fact: AddonFacts, after: ITerraformDependable[]): EksAddon {
    const { context, clusterName } = this.props;
    const role = this.roleOf(fact);
    const configuration = this.configurationOf(fact);
    return new EksAddon(this, fact.addon, {
      clusterName,
      addonName: fact.addon,
      configurationValues: configuration && JSON.stringify(fill(configuration, context.values)),
      podIdentityAssociation: role && [{ roleArn: role.arn, serviceAccount: fact.serviceAccount! }],
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      tags: context.tags,
      dependsOn: [...after, ...(role?.ready ?? [])],
    });
  }

  private roleOf({ addon, namespace, serviceAccount, role: suffix, statements = [] }: AddonFacts): ClusterRole | undefined {
    if (!serviceAccount || !suffix) return undefined;
    const { context } = this.props;
    return new ClusterRole(this, `${addon}-role`, context, {
      suffix,
      description: `The add-on ${addon}`,
      trust: podTrust(context, namespace, serviceAccount),
      policies: [{ name: suffix, statements }],
    });
  }

  /** The exporter's own list of machines lacks some; the nodes with GPUs are known here by their groups. */
  private configurationOf({ addon, configuration }: AddonFacts): object | undefined {
    const groups = this.props.groups.filter(({ gpus }) => gpus > 0).map(({ name }) => name);
    if (addon !== INSIGHTS_ADDON || groups.length === 0) return configuration;
    const nodeSelectorTerms = [{ matchExpressions: [{ key: NODE_GROUP_LABEL, operator: 'In', values: groups }] }];
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
    return { ...configuration, dcgmExporter: { affinity } };
  }

  /** The agent would make them without a key, and keep them for ever. */
  private makeLogs(): CloudwatchLogGroup[] {
    const { context: { platform, values, tags } } = this.props;
    return Object.entries(CLUSTER_LOG_GROUPS).map(([kind, name]) => new CloudwatchLogGroup(this, `Logs-${kind}`, {
      name: fill<string>(name, values),
      retentionInDays: platform.profile.settings.logsKept.toDays(),
      kmsKeyId: platform.encryptionKey.keyId,
      tags,
    }));
  }
}
