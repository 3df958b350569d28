import { Fn } from 'cdktf';
import { SERVER_APPLICATION_ID } from '../../facts/azure/cluster';
import { ProviderWish } from '../../terraform';
import { clusterWishes } from '../../terraform/software';
import { LoginMode } from './login-mode';

/** How the API server of a cluster is reached. */
export interface ClusterEndpoint {
  readonly host: string;
  /** As the cluster tells it, in base 64. */
  readonly certificate: string;
  readonly loginMode: LoginMode;
}

interface Answering {
  readonly kubeConfig: { get(index: number): { readonly host: string; readonly clusterCaCertificate: string } };
}

/** Where a cluster answers, made here or found. */
export function endpointOf(cluster: Answering, loginMode = LoginMode.AZURE_CLI): ClusterEndpoint {
  const { host, clusterCaCertificate: certificate } = cluster.kubeConfig.get(0);
  return { host, certificate, loginMode };
}

/** The providers that reach a cluster, as whoever runs Terraform. */
export function endpointWishes({ host, certificate, loginMode }: ClusterEndpoint): ProviderWish[] {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'kubelogin',
    args: ['get-token', '--login', loginMode, '--server-id', SERVER_APPLICATION_ID],
  };
  return clusterWishes({ host, certificate: Fn.base64decode(certificate) as string, exec });
}
