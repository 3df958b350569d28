import { ExistingTrainingClusterProps, IIdentity } from '../../core';
import { LoginMode } from './login-mode';

/** An AKS cluster that exists already: with Entra ID and Azure RBAC, an OIDC issuer and workload identity, and managed Prometheus. */
export interface ExistingTrainingCluster extends ExistingTrainingClusterProps {
  /** `/subscriptions/…/providers/Microsoft.ContainerService/managedClusters/…`. Throws `platform/resource-id`. */
  readonly clusterId: string;

  /** The Azure Monitor workspace that its managed Prometheus writes to: `/subscriptions/…/providers/Microsoft.Monitor/accounts/…`. */
  readonly monitorWorkspaceId: string;

  /**
   * Who installs software by Terraform: each becomes 'Azure Kubernetes Service RBAC Cluster Admin' of the cluster.
   * @default - nobody is granted anything: whoever runs Terraform has that role already
   */
  readonly deployers?: IIdentity[];

  /**
   * How whoever installs software signs in to the API server.
   * @default LoginMode.AZURE_CLI
   */
  readonly loginMode?: LoginMode;

  /**
   * The id of a user-assigned identity that asks how much of the quotas is used.
   * @default - one is made, with a role of its own on the subscription
   */
  readonly quotaReaderIdentityId?: string;
}
