/** A namespace that exists already, with its network policies and quotas. */
export interface ExistingNetwork {
  /** The name of the namespace. Nothing in it is changed but what the platform adds. */
  readonly namespace: string;
}
