import { Construct } from 'constructs';
import { IContainerRegistry, IIdentity } from '../../core';
import { imageUri } from '../../core/storage/container-registry-plan';
import { grantId, grantTo } from '../identity/role-grants';

/**
 * What every container registry can, made here or elsewhere.
 *
 * @internal
 */
export abstract class ContainerRegistryBase extends Construct implements IContainerRegistry {
  /** The id of the registry. */
  public abstract readonly registryId: string;
  /** The login server: `….azurecr.io`. */
  public abstract readonly registryUri: string;
  /** The repositories that `imageUri` knows. */
  public abstract readonly repositories: string[];

  /**
   * The full name of an image. Throws `registry/unknown-repository`.
   *
   * @param repository one of the registry's repositories
   * @param tag a tag, or a digest that begins with `sha256:`
   */
  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  /**
   * Lets somebody pull images: 'AcrPull' on the registry.
   *
   * @param identity who
   */
  public grantPull(identity: IIdentity): void {
    grantTo(this, grantId('Pull', identity.identityName), identity, { scope: this.registryId, role: 'acrPull', description: `Pull from ${this.node.id}` });
  }

  /**
   * Lets somebody pull and push images: 'AcrPush' on the registry.
   *
   * @param identity who
   */
  public grantPush(identity: IIdentity): void {
    grantTo(this, grantId('Push', identity.identityName), identity, { scope: this.registryId, role: 'acrPush', description: `Push to ${this.node.id}` });
  }
}
