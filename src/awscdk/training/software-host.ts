import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IDependable } from 'constructs';
import { ClusterTraits, IClusterSoftware } from '../../core';
import { Problems } from '../../core/private';
import { SoftwareLedger } from '../../core/training/software-ledger';
import { InstalledSoftware } from './installed-software';
import { requireKubectlLayer } from './kubectl-layer';

export interface SoftwareHostProps {
  readonly cluster: ICluster;
  readonly kubernetesVersion: string;
  readonly traits: Omit<ClusterTraits, 'provided'>;
  /** What the cluster brings by itself, by the names of features. */
  readonly provided: readonly string[];
  /** Whether nodes reach the registries of charts and images. */
  readonly reachable: boolean;
  /** What has to be in the cluster before anything runs in it: nodes, and what EKS brings. */
  readonly ready: readonly IDependable[];
}

/**
 * Installs software into one cluster, in the order in which it was asked for: each waits for all that was there before and goes before it. What stands in
 * the cluster changes the parts of what comes later, a monitor where Prometheus is, whether that is named as a need or not.
 */
export class SoftwareHost extends Construct {
  private readonly ledger: SoftwareLedger;
  private readonly namespaces = new Map<string, IDependable>();
  private base: IDependable[];
  private latest: IDependable[];

  public constructor(scope: Construct, id: string, private readonly props: SoftwareHostProps) {
    super(scope, id);
    this.ledger = new SoftwareLedger(scope, props.traits, props.reachable, props.provided);
    this.base = [...props.ready];
    this.latest = this.base;
  }

  /** Installs what the cluster cannot do without: what is no software, such as a service account, waits for it, too. */
  public installBase(software: IClusterSoftware, ...after: IDependable[]): void {
    this.install(software, ...after);
    this.base = this.latest;
  }

  public install(software: IClusterSoftware, ...after: IDependable[]): void {
    this.requireKubectl(`'${software.softwareName}' is to be installed`);
    const { cluster, traits } = this.props;
    const plan = this.ledger.add(software);
    const made = new InstalledSoftware(this, plan.name, { cluster, plan, labels: traits.labels, after: [...this.latest, ...after] });
    made.namespaces.forEach((namespace, name) => this.namespaces.set(name, namespace));
    this.latest = made.last;
  }

  /** The cluster as it is now. */
  public get traits(): ClusterTraits {
    return this.ledger.present;
  }

  /** What a thing in a namespace waits for. */
  public before(namespace: string): IDependable[] {
    return [this.namespaces.get(namespace) ?? this.base].flat();
  }

  /** Refuses what only AWS CDK's handler could do in the cluster, where there is none. */
  public requireKubectl(what: string): void {
    if (this.props.cluster.kubectlProvider) return;
    const problems = new Problems(this.node.scope);
    requireKubectlLayer(what, this.props.kubernetesVersion, problems);
    problems.throwIfAny();
  }
}
