import { IArtifactStore } from './artifact-store';

/** A store of this library, which tells where it is; jsii leaves the property out of what is public. */
export interface StoreWithRegion extends IArtifactStore {
  /** Absent where it lies in several, or nobody knows. */
  readonly _region?: string;
}

/** The region of a store; nothing where it is not known. */
export function regionOf(store: IArtifactStore): string | undefined {
  return (store as StoreWithRegion)._region;
}
