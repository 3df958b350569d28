/** A registry that exists already: Harbor, Artifactory, a cloud's. */
export interface ExistingRegistry {
  /** Its address without a scheme, with the project where it has some: `harbor.acme.internal/ml`. */
  readonly registryUri: string;

  /** The Secret of type `kubernetes.io/dockerconfigjson`, in the platform's namespace, that workloads pull with. */
  readonly pullSecret: string;

  /**
   * The Secret of the same type that pipelines push with.
   * @default - `pullSecret`: who may pull may push
   */
  readonly pushSecret?: string;

  /**
   * The repositories in it that the platform uses.
   * @default ['training', 'serving']
   */
  readonly repositories?: string[];
}
