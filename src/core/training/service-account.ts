import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';

/** An account of a cluster's workloads. */
export interface ClusterServiceAccountProps {
  /** The namespace; it has to exist in the cluster, or is made by software that was installed before. */
  readonly namespace: string;

  /**
   * The name of the service account: up to 63 lower-case letters, digits and hyphens.
   * @default - the construct's id in kebab case
   */
  readonly serviceAccountName?: string;
}

/**
 * A Kubernetes service account that is an identity of the cloud, without a key: EKS Pod Identity, Workload Identity Federation for GKE, Microsoft Entra
 * Workload ID. What may be granted to an identity may be granted to the pods that run as it.
 */
export interface IClusterServiceAccount extends IConstruct {
  /** The namespace. */
  readonly namespace: string;

  /** The name in the cluster. */
  readonly serviceAccountName: string;

  /** Who it is to the cloud; `ml.artifacts.grantRead(account.identity)`. */
  readonly identity: IIdentity;

  /** Labels that pods have to carry, beside the service account's name, to be that identity; none on most clouds. */
  readonly podLabels: Record<string, string>;
}
