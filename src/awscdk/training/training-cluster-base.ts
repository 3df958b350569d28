import { ICluster } from 'aws-cdk-lib/aws-eks-v2';
import { Construct } from 'constructs';
import {
  ClusterServiceAccountProps, ClusterTraits, IClusterServiceAccount, IClusterSoftware, IDashboard, IIdentity, ITrainingCluster,
  ITrainingClusterMetrics, QuotaNeed,
} from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { Values } from '../../facts/aws/fill';
import { ClusterGrants } from './cluster-grants';
import { ClusterServiceAccount } from './service-account';
import { SoftwareHost } from './software-host';

/** What a cluster is asked for after it stands. */
export interface ClusterInside {
  readonly cluster: ICluster;
  readonly values: Values;
  readonly labels: Record<string, string>;
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

  public install(software: IClusterSoftware): void {
    this._inside.software.install(software);
  }

  public addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount {
    const { accounts, cluster, values, labels, software } = this._inside;
    software.requireKubectl(`the service account '${id}' is to be made in the cluster`);
    return new ClusterServiceAccount(accounts, id, { ...props, cluster, values, labels, after: software.before(props.namespace) });
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
    const { accounts, software } = this._inside;
    problems.collect(() => software.requireKubectl(`the service account '${id}' is to be made in the cluster`));
    planServiceAccount(accounts, id, props, problems);
  }
}
