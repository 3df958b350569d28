import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';

/** What a registry of container images is to do, on any target. */
export interface ContainerRegistryProps {
  /**
   * The images that the platform keeps: one ECR repository each, names inside one repository or registry elsewhere.
   * @default ['training', 'serving']
   */
  readonly repositories?: string[];

  /**
   * Whether a tag, once pushed, can never point to another image.
   * @default - true where the target has it
   */
  readonly immutableTags?: boolean;

  /**
   * How many images of each repository are kept; older ones are deleted.
   * @default - 100 where the target has it
   */
  readonly keepLast?: number;

  /**
   * Whether an image is scanned for known vulnerabilities when it is pushed.
   * @default - true where the target has it
   */
  readonly scanOnPush?: boolean;
}

/** Where container images lie: ECR, Artifact Registry, Azure Container Registry, or an OCI registry that the cluster reaches. */
export interface IContainerRegistry extends IConstruct {
  /** The address of the registry without a scheme: `…dkr.ecr.…amazonaws.com/acme`, `…-docker.pkg.dev/…`, `….azurecr.io`. */
  readonly registryUri: string;

  /**
   * The full name of an image. Throws `registry/unknown-repository` for a repository that the registry was not made with.
   *
   * @param repository one of the registry's repositories
   * @param tag a tag, or a digest that begins with `sha256:`
   */
  imageUri(repository: string, tag: string): string;

  /**
   * Lets somebody pull images.
   *
   * @param identity who
   */
  grantPull(identity: IIdentity): void;

  /**
   * Lets somebody pull and push images.
   *
   * @param identity who
   */
  grantPush(identity: IIdentity): void;
}
