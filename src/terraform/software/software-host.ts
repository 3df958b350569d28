import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterTraits, IClusterSoftware } from '../../core';
import { SoftwareLedger } from '../../core/training/software-ledger';
import { SoftwareRecord } from '../../core/training/software-record';
import { InstalledSoftware } from './installed-software';

export interface SoftwareHostProps {
  readonly traits: Omit<ClusterTraits, 'provided'>;
  /** What the cluster brings by itself, by the names of features. */
  readonly provided?: readonly string[];
  /** What was installed into the same cluster from elsewhere; a cluster that nothing else in this program reaches has one of its own. */
  readonly record?: SoftwareRecord;
  /** Whether nodes reach the registries of charts and images. */
  readonly reachable: boolean;
  /** Where software is installed: a scope whose providers reach the cluster. It is made when it is first asked for. */
  readonly scope: () => Construct;
}

/** What was installed from one stack: the last, and what made a namespace. */
interface Order {
  latest: ITerraformDependable[];
  readonly namespaces: Map<string, ITerraformDependable>;
}

const ORDERS = new WeakMap<SoftwareRecord, Map<TerraformStack, Order>>();

/** Only what is of one stack can wait for one another. */
function orderOf(record: SoftwareRecord, stack: TerraformStack): Order {
  const orders = ORDERS.get(record) ?? new Map<TerraformStack, Order>();
  const order = orders.get(stack) ?? { latest: [], namespaces: new Map<string, ITerraformDependable>() };
  ORDERS.set(record, orders.set(stack, order));
  return order;
}

/**
 * Installs software into one cluster, in the order in which it was asked for: each waits for all that was there before and goes before it. What stands in
 * the cluster changes the parts of what comes later, a monitor where Prometheus is, whether that is named as a need or not.
 */
export class SoftwareHost {
  private readonly ledger: SoftwareLedger;
  private readonly order: Order;
  private own?: Construct;

  public constructor(cluster: Construct, private readonly props: SoftwareHostProps) {
    const { traits, reachable, provided, record = new SoftwareRecord() } = props;
    this.ledger = new SoftwareLedger(cluster, traits, reachable, provided, record);
    this.order = orderOf(record, TerraformStack.of(cluster));
  }

  /** Installs what the cluster cannot do without. */
  public installBase(software: IClusterSoftware): void {
    this.install(software);
  }

  public install(software: IClusterSoftware): void {
    const plan = this.ledger.add(software);
    this.own ??= new Construct(this.scope, 'Software');
    const { last, namespaces } = new InstalledSoftware(this.own, plan.name, { plan, labels: this.props.traits.labels, after: this.order.latest });
    namespaces.forEach((resource, name) => this.order.namespaces.set(name, resource));
    this.order.latest = last;
  }

  /** The cluster as it is now. */
  public get traits(): ClusterTraits {
    return this.ledger.present;
  }

  /** What has to be there before something can stand in a namespace: nothing where software of this cluster did not make it. */
  public makersOf(namespace: string): ITerraformDependable[] {
    const maker = this.order.namespaces.get(namespace);
    return maker ? [maker] : [];
  }

  /** Where what belongs to the cluster's inside stands, such as service accounts. */
  public get scope(): Construct {
    return this.props.scope();
  }
}
