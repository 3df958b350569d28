import { Fn } from 'cdktf';
import { ProviderWish } from '../../terraform';
import { clusterWishes } from '../../terraform/software';

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
 * The providers that reach a cluster. Whoever runs Terraform asks for a token of 15 minutes each time, with the CLI of AWS, so that none is ever stored:
 * https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html
 */
export function endpointWishes({ clusterName, region, host, certificateAuthority }: ClusterEndpoint): ProviderWish[] {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['eks', 'get-token', '--cluster-name', clusterName, '--region', region, '--output', 'json'],
  };
  return clusterWishes({ host, certificate: Fn.base64decode(certificateAuthority) as string, exec });
}
