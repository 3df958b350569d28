import { TerraformProvider } from 'cdktf';
import * as core from '../../core';
import { ExistingNetwork } from '../network/existing-network';
import { Smtp } from '../observability/smtp';
import { ExistingArtifacts } from '../storage/existing-artifacts';
import { ExistingEncryptionKey } from '../storage/existing-encryption-key';
import { ExistingRegistry } from '../storage/existing-registry';
import { ImageRegistry } from '../storage/image-registry';
import { ObjectStorage } from '../storage/object-storage';

/** A platform on a cluster that exists already. */
export interface MlPlatformProps extends core.MlPlatformProps {
  /** The S3-compatible store that holds artifacts and images. */
  readonly objectStorage: ObjectStorage;

  /**
   * How the registry that the platform runs in the cluster is reached.
   * @default - none is run; `existingRegistry` is needed
   */
  readonly imageRegistry?: ImageRegistry;

  /**
   * A registry that exists already.
   * @default - one is run in the cluster, reached as `imageRegistry` says
   */
  readonly existingRegistry?: ExistingRegistry;

  /**
   * A namespace that exists already. No namespace, quota or network policy is made then.
   * @default - a namespace with the platform's name, closed by network policies
   */
  readonly existingNetwork?: ExistingNetwork;

  /**
   * A bucket that exists already.
   * @default - a bucket is made
   */
  readonly existingArtifacts?: ExistingArtifacts;

  /**
   * A key that exists already in the object store's own key service.
   * @default - the object store encrypts with its own key (SSE-S3)
   */
  readonly existingEncryptionKey?: ExistingEncryptionKey;

  /**
   * The mail server that Alertmanager sends through; needed for `AlertChannel.email`.
   * @default - no mail
   */
  readonly smtp?: Smtp;

  /**
   * The labels that make the cluster's Prometheus read a rule, or the monitor of software that is installed.
   * @default { release: 'kube-prometheus-stack' }
   */
  readonly ruleLabels?: Record<string, string>;

  /**
   * The context of the kubeconfig that reaches the cluster.
   * @default - a Kubernetes and a Helm provider have to be given or declared in the stack
   */
  readonly kubeContext?: string;

  /**
   * The kubeconfig, for a provider made from `kubeContext`.
   * @default '~/.kube/config'
   */
  readonly kubeConfigPath?: string;

  /**
   * The Kubernetes provider of everything.
   * @default - the only unaliased one of the stack, else one made from `kubeContext`
   */
  readonly provider?: TerraformProvider;

  /**
   * The Helm provider, for custom resources.
   * @default - the only unaliased one of the stack, else one made from `kubeContext`
   */
  readonly helmProvider?: TerraformProvider;
}
