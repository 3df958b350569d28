import { Fn } from 'cdktf';
import { SERVER_APPLICATION_ID } from '../../facts/azure/cluster';
import { HelmProvider } from '../../providers/helm/provider';
import { KubernetesProvider } from '../../providers/kubernetes/provider';
import { ProviderWish } from '../../terraform';
import { LoginMode } from './login-mode';

/** How the API server of a cluster is reached. */
export interface ClusterConnection {
  readonly host: string;
  /** As the cluster tells it, in base 64. */
  readonly certificate: string;
  readonly loginMode: LoginMode;
}

/** The providers of what runs in a cluster: a token for each run, of whoever runs it, and none that is kept. */
export function clusterProviders({ host, certificate, loginMode }: ClusterConnection): ProviderWish[] {
  const kubernetes = { host, clusterCaCertificate: Fn.base64decode(certificate) };
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'kubelogin',
    args: ['get-token', '--login', loginMode, '--server-id', SERVER_APPLICATION_ID],
  };
  return [
    { kind: 'kubernetes', make: (scope) => new KubernetesProvider(scope, 'Kubernetes', { ...kubernetes, exec: [exec] }) },
    { kind: 'helm', make: (scope) => new HelmProvider(scope, 'Helm', { kubernetes: { ...kubernetes, exec } }) },
  ];
}
