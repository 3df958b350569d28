import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  ClusterServiceAccountProps, ClusterTraits, IClusterServiceAccount, IClusterSoftware, IDashboard, IIdentity, ITrainingClusterMetrics, QuotaNeed,
} from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { ClusterInside } from './cluster-inside';
import { ITrainingCluster } from './training-cluster-handle';

/**
 * What every training cluster can, made here or elsewhere.
 *
 * @internal
 */
export abstract class TrainingClusterBase extends Construct implements ITrainingCluster {
  /** The name of the cluster. */
  public abstract readonly clusterName: string;
  /** The names of the groups, which are those of their node pools. */
  public abstract readonly nodeGroupNames: string[];
  /** What it needs of the quotas of the region; the limit on GPUs of all regions together (`gpus_all_regions`) has to allow the same number. */
  public abstract readonly quotas: QuotaNeed[];
  /** Measurements. */
  public abstract readonly metrics: ITrainingClusterMetrics;
  /** The page of graphs. */
  public abstract readonly dashboard: IDashboard;

  /** @internal */
  protected abstract readonly _inside: ClusterInside;

  /** The second stack, which what runs in the cluster stands in. The first call makes it; declare a backend or resources of Kubernetes there. */
  public get workloadsStack(): TerraformStack {
    return this._inside.workloadsStack;
  }

  /**
   * Installs software. The first brings a class of volumes with it that are encrypted with the platform's key, the default one, unless the cluster existed.
   * Throws `software/…`.
   *
   * @param software what to install
   */
  public install(software: IClusterSoftware): void {
    this._inside.install(software);
  }

  /**
   * An account for pods that IAM knows by itself. It is an identity of the whole project: an account of the same name and namespace in another cluster is
   * the same to IAM. Throws `training/service-account-name`, `training/service-account-twice` and `training/namespace`.
   *
   * @param id unique within the cluster
   * @param props where it is
   */
  public addServiceAccount(id: string, props: ClusterServiceAccountProps): IClusterServiceAccount {
    return this._inside.addServiceAccount(id, props);
  }

  /**
   * Lets somebody work in a namespace: `roles/container.clusterViewer` on the project to reach the cluster, and the role `edit` of Kubernetes there.
   * Throws `identity/wrong-target`, `training/namespace` and `training/security-group`.
   *
   * @param identity who
   * @param namespace where
   */
  public grantEdit(identity: IIdentity, namespace: string): void {
    this._inside.grantEdit(identity, namespace);
  }

  /**
   * Lets somebody do everything in the cluster: `roles/container.clusterViewer` on the project, and `cluster-admin` inside. Throws
   * `identity/wrong-target` and `training/security-group`.
   *
   * @param identity who
   */
  public grantAdmin(identity: IIdentity): void {
    this._inside.grantAdmin(identity);
  }

  /** @internal */
  public _traits(): ClusterTraits {
    return this._inside.traits;
  }

  /** @internal */
  public _checkServiceAccount(id: string, props: ClusterServiceAccountProps, problems: Problems): void {
    // Accounts stand right below the cluster.
    planServiceAccount(this, id, props, problems);
  }
}
