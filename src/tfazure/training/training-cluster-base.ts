import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ClusterServiceAccountProps, ClusterTraits, IClusterServiceAccount, IClusterSoftware, IDashboard, IIdentity, ITrainingClusterMetrics, QuotaNeed,
} from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { Problems } from '../../core/private';
import { planServiceAccount, requireNamespace } from '../../core/training/service-account-plan';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantAdmin, grantEdit } from './cluster-grants';
import { ClusterSoftware } from './cluster-software';
import { ClusterServiceAccount } from './service-account';
import { ITrainingCluster } from './training-cluster-handle';

/**
 * What every training cluster can, made here or elsewhere.
 *
 * @internal
 */
export abstract class TrainingClusterBase extends Construct implements ITrainingCluster {
  /** The name of the cluster. */
  public abstract readonly clusterName: string;
  /** The id of the cluster. */
  public abstract readonly clusterId: string;
  /** The address of the issuer of tokens for service accounts. */
  public abstract readonly issuerUrl: string;
  /** The names of the groups of nodes. */
  public abstract readonly nodeGroupNames: string[];
  /** What it needs of the quotas of vCPUs at its largest. */
  public abstract readonly quotas: QuotaNeed[];
  /** Measurements. */
  public abstract readonly metrics: ITrainingClusterMetrics;
  /** The page of graphs: a workbook. Whoever reads it needs 'Monitoring Data Reader' on the Azure Monitor workspace. */
  public abstract readonly dashboard: IDashboard;

  /** @internal */
  protected abstract readonly _platform: IMlPlatform;
  /** @internal */
  protected abstract readonly _software: ClusterSoftware;

  /** The stack of what runs in the cluster, beside the cluster's; it is made when it is first asked for. Add a backend, or Kubernetes resources of your own. */
  public get workloadsStack(): TerraformStack {
    return this._software.stack;
  }

  public install(software: IClusterSoftware): void {
    this._software.install(software);
  }

  /**
   * An account for pods that is a managed identity, beside the cluster. Throws `training/service-account-name`, `training/service-account-twice` and
   * `training/namespace`.
   *
   * @param id unique within the cluster
   * @param props where it is
   */
  public addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount {
    const accounts = (this.node.tryFindChild('Accounts') as Construct | undefined) ?? new Construct(this, 'Accounts');
    return new ClusterServiceAccount(accounts, id, {
      ...props,
      platform: this._platform,
      clusterName: this.clusterName,
      issuerUrl: this.issuerUrl,
      labels: this._software.traits.labels,
      after: this._software.makersOf(props.namespace),
      workloads: () => (this.workloadsStack.node.tryFindChild('Accounts') as Construct | undefined) ?? new Construct(this.workloadsStack, 'Accounts'),
    });
  }

  /**
   * Lets somebody work in a namespace: 'Azure Kubernetes Service RBAC Writer' there, and 'Azure Kubernetes Service Cluster User Role' on the cluster. The role
   * knows Kubernetes' own kinds; those of software (jobs of Kubeflow, queues) need a role of your own. Throws `training/namespace`.
   *
   * @param identity who
   * @param namespace where
   */
  public grantEdit(identity: IIdentity, namespace: string): void {
    requireGranteeOf('azure', identity, this);
    const problems = new Problems(this);
    requireNamespace(namespace, problems);
    problems.throwIfAny();
    grantEdit(this, this.clusterId, this.clusterName, identity, namespace);
  }

  /**
   * Lets somebody do everything in the cluster: 'Azure Kubernetes Service RBAC Cluster Admin' and 'Azure Kubernetes Service Cluster User Role' on it.
   *
   * @param identity who
   */
  public grantAdmin(identity: IIdentity): void {
    requireGranteeOf('azure', identity, this);
    grantAdmin(this, this.clusterId, this.clusterName, identity);
  }

  /** @internal */
  public _traits(): ClusterTraits {
    return this._software.present;
  }

  /** @internal */
  public _checkServiceAccount(id: string, props: ClusterServiceAccountProps, problems: Problems): void {
    planServiceAccount(this.node.tryFindChild('Accounts') ?? this, id, props, problems);
  }
}
