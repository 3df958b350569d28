import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ClusterServiceAccountProps, ClusterTraits, IClusterServiceAccount, IClusterSoftware, IDashboard, IIdentity, ITrainingClusterMetrics, QuotaNeed,
} from '../../core';
import { Problems } from '../../core/private';
import { SoftwareHost } from '../../terraform/software/software-host';
import { workloadsOf } from '../../terraform/software/workloads';
import { ClusterContext } from './cluster-context';
import { ClusterEndpoint, endpointWishes } from './cluster-endpoint';
import { ClusterGrants } from './cluster-grants';
import { ClusterServiceAccount, requireServiceAccount } from './service-account';
import { ITrainingCluster } from './training-cluster-handle';

/** What a cluster is asked for after it stands. */
export interface ClusterInside {
  readonly context: ClusterContext;
  readonly endpoint: ClusterEndpoint;
  readonly grants: ClusterGrants;
  readonly software: SoftwareHost;
  /** The scope of service accounts. */
  readonly accounts: Construct;
}

/**
 * What every training cluster can, made here or elsewhere.
 *
 * @internal
 */
export abstract class TrainingClusterBase extends Construct implements ITrainingCluster {
  public abstract readonly clusterName: string;
  public abstract readonly nodeGroupNames: string[];
  public abstract readonly quotas: QuotaNeed[];
  public abstract readonly metrics: ITrainingClusterMetrics;
  public abstract readonly dashboard: IDashboard;

  /** @internal */
  protected abstract readonly _inside: ClusterInside;

  /** The stack of what runs in the cluster, for a backend or resources of your own; the first call makes it, unless software has. */
  public get workloadsStack(): TerraformStack {
    return workloadsOf(this, endpointWishes(this._inside.endpoint));
  }

  public install(software: IClusterSoftware): void {
    this._inside.software.install(software);
  }

  public addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount {
    const { accounts, context, endpoint, software } = this._inside;
    return new ClusterServiceAccount(accounts, id, {
      ...props,
      context,
      clusterName: endpoint.clusterName,
      inside: () => this.workloadsStack,
      after: software.makersOf(props.namespace),
    });
  }

  public grantEdit(identity: IIdentity, namespace: string): void {
    this._inside.grants.edit(identity, namespace);
  }

  public grantAdmin(identity: IIdentity): void {
    this._inside.grants.admin(identity);
  }

  /** @internal */
  public _traits(): ClusterTraits {
    return this._inside.software.traits;
  }

  /** @internal */
  public _checkServiceAccount(id: string, props: ClusterServiceAccountProps, problems: Problems): void {
    const { accounts, context } = this._inside;
    problems.collect(() => requireServiceAccount(accounts, id, props, context));
  }
}
