import { Construct } from 'constructs';
import { AUTH_PLUGIN } from '../../facts/gcp/cluster';
import { HelmProvider } from '../../providers/helm/provider';
import { KubernetesProvider } from '../../providers/kubernetes/provider';
import { useProviders } from '../../terraform';
import { ClusterEndpoint } from './cluster-access';

/**
 * The providers that reach a cluster, as whoever runs Terraform: the plugin of Google asks for a token each time, so that none is in a state.
 *
 * https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/guides/using_gke_with_terraform
 */
export function useWorkloadProviders(scope: Construct, { host, certificate }: ClusterEndpoint): void {
  const connection = { host: `https://${host}`, clusterCaCertificate: certificate };
  useProviders(
    scope,
    { kind: 'kubernetes', make: (at: Construct) => new KubernetesProvider(at, 'Kubernetes', { ...connection, exec: [{ ...AUTH_PLUGIN }] }) },
    { kind: 'helm', make: (at: Construct) => new HelmProvider(at, 'Helm', { kubernetes: { ...connection, exec: { ...AUTH_PLUGIN } } }) },
  );
}
