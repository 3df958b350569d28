import { IArtifactStore, IIdentity } from '../../core';

/** A store, made or existing, as the platform's own code sees it. */
export interface IReleaseStore extends IArtifactStore {
  /** Lets somebody write new objects below a prefix, and nothing else. */
  _grantCreate(identity: IIdentity, prefix: string): void;
}
