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

/** Installs software into one cluster: each after what it needs, and all after what the cluster itself needs. */
export class SoftwareHost extends Construct {
  private readonly ledger: SoftwareLedger;
  private readonly installed = new Map<string, IDependable[]>();
  private readonly namespaces = new Map<string, IDependable>();
  private base: IDependable[];

  public constructor(scope: Construct, id: string, private readonly props: SoftwareHostProps) {
    super(scope, id);
    this.ledger = new SoftwareLedger(scope, props.traits, props.reachable, props.provided);
    this.base = [...props.ready];
  }

  /** Installs what the cluster cannot do without: everything that comes later waits for it, and goes before it. */
  public installBase(software: IClusterSoftware, ...after: IDependable[]): void {
    this.base = this.install(software, ...after);
  }

  public install(software: IClusterSoftware, ...after: IDependable[]): IDependable[] {
    this.requireKubectl(`'${software.softwareName}' is to be installed`);
    const { cluster, traits } = this.props;
    const plan = this.ledger.add(software);
    const needed = software.needs.flatMap((need) => this.installed.get(need) ?? []);
    const made = new InstalledSoftware(this, plan.name, {
      cluster, plan, labels: traits.labels, after: [...new Set([...this.base, ...needed, ...after])],
    });
    made.namespaces.forEach((namespace, name) => this.namespaces.set(name, namespace));
    [plan.name, ...software.provides].forEach((name) => this.installed.set(name, made.last));
    return made.last;
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
