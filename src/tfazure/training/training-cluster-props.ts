import * as core from '../../core';
import { IIdentity } from '../../core';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { LoginMode } from './login-mode';
import { Outbound } from './outbound';

/** What a cluster is to be, on Azure. */
export interface TrainingClusterProps extends core.TrainingClusterProps {
  /** Whose cluster it is: its network, key, logs and channels are used. */
  readonly platform: IMlPlatform;

  /**
   * Who installs software by Terraform: each becomes 'Azure Kubernetes Service RBAC Cluster Admin' of the cluster, since charts bring kinds, webhooks and
   * roles of their own. Name them where several people or pipelines run Terraform; the default follows whoever did so last.
   * @default - whoever runs Terraform for the cluster
   */
  readonly deployers?: IIdentity[];

  /**
   * How whoever installs software signs in to the API server; `kubelogin` has to be on that machine.
   * @default LoginMode.AZURE_CLI
   */
  readonly loginMode?: LoginMode;

  /**
   * The zone of groups whose nodes lie close together, 1 to 3. What a zone offers differs from one subscription to the next:
   * `az vm list-skus --location <region> --zone --output table`. Throws `training/zones`.
   * @default 1
   */
  readonly compactZone?: number;

  /**
   * The organization's private DNS zone for API servers, `/subscriptions/…/privateDnsZones/private.<region>.azmk8s.io`, with `ClusterAccess.private()`: the
   * cluster writes its name there and joins the zone to its network, for which its identity becomes 'Private DNS Zone Contributor' of the zone. Needed with
   * `guardrails.centralDns`; throws `training/private-dns-zone`.
   * @default - AKS makes a zone that the platform's network alone knows
   */
  readonly privateDnsZoneId?: string;

  /**
   * How nodes leave the network, where its egress is `nat`. A platform's own network has NAT gateways.
   * @default Outbound.NAT_GATEWAY
   */
  readonly outbound?: Outbound;

  /**
   * The id of a user-assigned identity that asks how much of the quotas is used: it may read `Microsoft.Compute/locations/usages` on the subscription, and
   * query the Log Analytics workspace.
   * @default - one is made, with a role of its own on the subscription, for which whoever runs Terraform has to be 'User Access Administrator' there
   */
  readonly quotaReaderIdentityId?: string;
}
