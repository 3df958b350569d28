import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterTraits, IClusterSoftware } from '../../core';
import { SoftwareLedger } from '../../core/training/software-ledger';
import { InstalledSoftware } from './installed-software';

export interface SoftwareHostProps {
  readonly traits: Omit<ClusterTraits, 'provided'>;
  /** What the cluster brings by itself, by the names of features. */
  readonly provided?: readonly string[];
  /** Whether nodes reach the registries of charts and images. */
  readonly reachable: boolean;
  /** Where software is installed: a scope whose providers reach the cluster. It is made when it is first asked for. */
  readonly scope: () => Construct;
}

/** Installs software into one cluster: each after what it needs, and all after what the cluster itself needs. */
export class SoftwareHost {
  private readonly ledger: SoftwareLedger;
  private readonly installed = new Map<string, ITerraformDependable[]>();
  private readonly namespaces = new Map<string, ITerraformDependable>();
  private base: ITerraformDependable[] = [];

  public constructor(cluster: Construct, private readonly props: SoftwareHostProps) {
    this.ledger = new SoftwareLedger(cluster, props.traits, props.reachable, props.provided);
  }

  /** Installs what the cluster cannot do without: everything that comes later waits for it, and goes before it. */
  public installBase(software: IClusterSoftware): void {
    this.base = this.install(software);
  }

  public install(software: IClusterSoftware): ITerraformDependable[] {
    const plan = this.ledger.add(software);
    const needed = software.needs.flatMap((need) => this.installed.get(need) ?? []);
    const within = [...plan.charts, ...plan.manifests].flatMap(({ namespace }) => this.makersOf(namespace));
    const { last, namespaces } = new InstalledSoftware(this.scope, plan.name, {
      plan, labels: this.props.traits.labels, after: [...new Set([...this.base, ...needed, ...within])],
    });
    namespaces.forEach((resource, name) => this.namespaces.set(name, resource));
    [plan.name, ...software.provides].forEach((name) => this.installed.set(name, last));
    return last;
  }

  /** What has to be there before something can stand in a namespace: nothing where software of this cluster did not make it. */
  public makersOf(namespace: string): ITerraformDependable[] {
    const maker = this.namespaces.get(namespace);
    return maker ? [maker] : [];
  }

  /** Where what belongs to the cluster's inside stands, such as service accounts. */
  public get scope(): Construct {
    return this.props.scope();
  }
}
