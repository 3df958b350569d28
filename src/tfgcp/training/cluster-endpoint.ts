import { AUTH_PLUGIN } from '../../facts/gcp/cluster';
import { ProviderWish } from '../../terraform';
import { clusterWishes } from '../../terraform/software';

/** How an API server is reached. */
export interface ClusterEndpoint {
  /** A name or an address, without a scheme. */
  readonly host: string;
  /** The certificate of the cluster's own authority, as PEM; a name of Google's has one that everybody trusts. */
  readonly certificate?: string;
}

/**
 * The providers that reach a cluster, as whoever runs Terraform:
 * https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/guides/using_gke_with_terraform
 */
export function endpointWishes({ host, certificate }: ClusterEndpoint): ProviderWish[] {
  return clusterWishes({ host: `https://${host}`, certificate, exec: AUTH_PLUGIN });
}
