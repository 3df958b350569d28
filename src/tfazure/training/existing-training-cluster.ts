import { Egress, IIdentity, NodeGroup } from '../../core';
import { LoginMode } from './login-mode';

/** An AKS cluster that exists already: with Entra ID and Azure RBAC, an OIDC issuer and workload identity, and managed Prometheus. */
export interface ExistingTrainingCluster {
  /** `/subscriptions/…/providers/Microsoft.ContainerService/managedClusters/…`. Throws `platform/resource-id`. */
  readonly clusterId: string;

  /** The Azure Monitor workspace that its managed Prometheus writes to: `/subscriptions/…/providers/Microsoft.Monitor/accounts/…`. */
  readonly monitorWorkspaceId: string;

  /**
   * The groups of nodes that are there, for software that has to know of them; nothing is made.
   * @default - not told: nothing about GPUs is watched
   */
  readonly nodeGroups?: NodeGroup[];

  /**
   * What the nodes reach.
   * @default - as the platform's network; Egress.nat() where that exists already
   */
  readonly egress?: Egress;

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
