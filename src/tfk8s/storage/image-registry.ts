/** What the registry that the platform runs in the cluster needs to be reached by nodes and pipelines. */
export interface ImageRegistry {
  /** The name under which nodes and pipelines reach the registry, such as `registry.acme.internal`. */
  readonly host: string;

  /** The Secret of type `kubernetes.io/tls`, in the platform's namespace, with the certificate of `host`. */
  readonly tlsSecret: string;

  /** The Secret, in the platform's namespace, whose key `htpasswd` lists who may log in, with bcrypt hashes. */
  readonly htpasswdSecret: string;

  /** The Secret of type `kubernetes.io/dockerconfigjson`, in the platform's namespace, that workloads pull with. */
  readonly pullSecret: string;

  /**
   * The Secret of the same type that pipelines push with.
   * @default - `pullSecret`: who may pull may push
   */
  readonly pushSecret?: string;

  /**
   * The class of the Ingress.
   * @default - the cluster's default class
   */
  readonly ingressClass?: string;
}
