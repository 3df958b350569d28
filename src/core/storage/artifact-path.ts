import { isUnresolved, refuse } from '../private';
import { IArtifactStore } from './artifact-store';

/**
 * A place in an artifact store; its address is known to the target, so that a portable program never writes a URI.
 *
 * @example
 * import { ArtifactPath, IMlPlatform } from 'ml-platform-constructs';
 *
 * function modelPath(ml: IMlPlatform): ArtifactPath {
 *   return ml.artifacts.path('fraud/1');
 * }
 */
export class ArtifactPath {
  /**
   * A place in a store; `store.path(key)` is the short way.
   *
   * @param store the store
   * @param key the object's key or prefix, without a leading slash
   */
  public static of(store: IArtifactStore, key: string): ArtifactPath {
    return new ArtifactPath(store, key);
  }

  /** The full address, as this store's cloud writes it. */
  public readonly uri: string;

  private constructor(
    /** The store that holds it. */
    public readonly store: IArtifactStore,
    /** The key inside the store. */
    public readonly key: string,
  ) {
    if (!isUnresolved(key) && (key === '' || key.startsWith('/') || key.includes('//') || key.includes('://') || key.split('/').some((part) => part === '.' || part === '..'))) {
      refuse('storage/path', `'${key}' is no path in a store: give a key such as 'fraud/1', without a scheme, a leading or a double slash, '.' or '..'`);
    }
    this.uri = `${store.uri}/${key}`;
  }
}
