import { Fn } from 'cdktf';
import { HelmProvider } from '../../providers/helm/provider';
import { KubernetesProvider } from '../../providers/kubernetes/provider';
import { ProviderWish } from '../../terraform';

/** How the API server of a cluster is found, each as a reference to the cluster. */
export interface ClusterEndpoint {
  readonly clusterName: string;
  readonly region: string;
  readonly host: string;
  /** In base64, as EKS gives it. */
  readonly certificateAuthority: string;
}

interface Answering {
  readonly name: string;
  readonly endpoint: string;
  readonly certificateAuthority: { get(index: number): { readonly data: string } };
}

/** Where a cluster answers, made here or found. */
export function endpointOf({ name, endpoint, certificateAuthority }: Answering, region: string): ClusterEndpoint {
  return { clusterName: name, region, host: endpoint, certificateAuthority: certificateAuthority.get(0).data };
}

/**
 * The providers of what runs in a cluster. Whoever runs Terraform asks for a token of 15 minutes each time, with the CLI of AWS, so that none is ever stored:
 * https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
 */
export function clusterWishes({ clusterName, region, host, certificateAuthority }: ClusterEndpoint): ProviderWish[] {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['eks', 'get-token', '--cluster-name', clusterName, '--region', region, '--output', 'json'],
  };
  const server = { host, clusterCaCertificate: Fn.base64decode(certificateAuthority) };
  return [
    { kind: 'kubernetes', make: (scope) => new KubernetesProvider(scope, 'Kubernetes', { ...server, exec: [exec] }) },
    { kind: 'helm', make: (scope) => new HelmProvider(scope, 'Helm', { kubernetes: { ...server, exec } }) },
  ];
}
