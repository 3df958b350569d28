import { HelmProvider } from '../../providers/helm/provider';
import { KubernetesProvider } from '../../providers/kubernetes/provider';
import { ProviderWish } from '../providers';

/** How the API server of a cluster is reached, and how whoever runs Terraform gets a token for it. */
export interface ClusterServer {
  /** Where it answers, with its scheme if it needs one. */
  readonly host: string;
  /** The certificate of its authority, as PEM; absent where everybody trusts it. */
  readonly certificate?: string;
  /** A program that is asked each time, so that no token is in a state. */
  readonly exec: { readonly apiVersion: string; readonly command: string; readonly args?: string[] };
}

/** The providers of what runs in a cluster. */
export function clusterWishes({ host, certificate, exec }: ClusterServer): ProviderWish[] {
  const server = { host, clusterCaCertificate: certificate };
  return [
    { kind: 'kubernetes', make: (scope) => new KubernetesProvider(scope, 'Kubernetes', { ...server, exec: [exec] }) },
    { kind: 'helm', make: (scope) => new HelmProvider(scope, 'Helm', { kubernetes: { ...server, exec } }) },
  ];
}
