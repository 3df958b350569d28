import { TerraformProvider } from 'cdktf';
import { Profile } from '../../core';
import { ExistingRegistry } from '../storage/existing-registry';
import { ObjectStorage } from '../storage/object-storage';

/** What another program has to know of a platform: the platform's outputs, and the addresses that its own program was given. */
export interface MlPlatformAttributes {
  /** What begins the name of everything; the output `platform_name`. */
  readonly platformName: string;

  /** The namespace; the output `namespace`. */
  readonly namespace: string;

  /** The name of the bucket of the artifacts; the output `artifacts_bucket_name`. */
  readonly artifactsBucketName: string;

  /** The store that holds the bucket. */
  readonly objectStorage: ObjectStorage;

  /** The registry of container images; its address is the output `registry_uri`. */
  readonly registry: ExistingRegistry;

  /**
   * The name of the key in the object store's key service.
   * @default - the store's own key
   */
  readonly encryptionKeyName?: string;

  /**
   * What differs between a trial and what a company lives on.
   * @default Profile.production()
   */
  readonly profile?: Profile;

  /**
   * The labels of everything.
   * @default - `platform` and `managed-by`
   */
  readonly tags?: Record<string, string>;

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
   * The Kubernetes provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made from `kubeContext`
   */
  readonly provider?: TerraformProvider;

  /**
   * The Helm provider of what is added to the platform here.
   * @default - the only unaliased one of the stack, else one made from `kubeContext`
   */
  readonly helmProvider?: TerraformProvider;
}
