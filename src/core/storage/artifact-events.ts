import { IArtifactStore } from './artifact-store';

/** A store whose events can be switched on from here. */
interface EventfulStore extends IArtifactStore {
  _sendEvents(): void;
}

/** Whether a store can tell of the objects that arrive: one that this program makes. */
export function canSendEvents(store: IArtifactStore): store is EventfulStore {
  return '_sendEvents' in store;
}

/** Makes a store tell of its objects, which costs nothing; nobody is told unless somebody asks for it. */
export function sendEvents(store: IArtifactStore): void {
  if (canSendEvents(store)) store._sendEvents();
}
