import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { refuse } from '../../core/private';
import { HelmProvider } from '../../providers/helm/provider';
import { KubernetesProvider } from '../../providers/kubernetes/provider';
import { useProviders } from '../../terraform';
import { MlPlatformProps } from './ml-platform-props';

type Cluster = Pick<MlPlatformProps, 'provider' | 'helmProvider' | 'kubeContext' | 'kubeConfigPath'>;

/** The two providers that reach a cluster. Ours are made from a kubeconfig's context, and never from whichever context happens to be current. */
export function useCluster(scope: Construct, { provider, helmProvider, kubeContext, kubeConfigPath }: Cluster): void {
  // Read only when our own provider is really used, which is known at synth: the user may still declare one.
  const configContext = kubeContext ?? Lazy.stringValue({ produce: missingContext });
  // Two platforms of one stack that name different clusters cannot share a provider.
  const settings = { ...(kubeContext && { configContext: kubeContext }), ...(kubeConfigPath && { configPath: kubeConfigPath }) };
  const connection = { configPath: kubeConfigPath ?? '~/.kube/config', configContext };
  useProviders(
    scope,
    { kind: 'kubernetes', given: provider, settings, make: (at: Construct) => new KubernetesProvider(at, 'Kubernetes', connection) },
    { kind: 'helm', given: helmProvider, settings, make: (at: Construct) => new HelmProvider(at, 'Helm', { kubernetes: connection }) },
  );
}

function missingContext(): never {
  return refuse(
    'providers/kube-context',
    "no provider reaches the cluster: set 'kubeContext', pass 'provider' and 'helmProvider', or declare a Kubernetes and a Helm provider in the stack",
  );
}
