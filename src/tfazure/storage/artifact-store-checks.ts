import { ArtifactStoreProps } from '../../core';
import { Problems } from '../../core/private';
import { requirePair } from './redundancy';

/** What a user wants of a store, with the one thing that only Azure has. */
export interface StoreWishes extends ArtifactStoreProps {
  readonly hierarchicalNamespace?: boolean;
}

/** What only Azure has against a store. */
export function checkStore(wishes: StoreWishes, location: string, problems: Problems): void {
  if (wishes.hierarchicalNamespace && wishes.versioned) {
    problems.add(
      'storage/versions-with-namespace',
      'old versions are to be kept, but an account with a hierarchical namespace has none: drop one of `versioned` and `hierarchicalNamespace`',
    );
  }
  requirePair(location, wishes.replicaRegion, problems);
}

/** An account with a hierarchical namespace has no versions, so they are not its default. */
export function withoutVersions(wishes: StoreWishes): StoreWishes {
  return wishes.hierarchicalNamespace ? { ...wishes, versioned: wishes.versioned ?? false } : wishes;
}
