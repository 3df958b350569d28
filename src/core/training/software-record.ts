import { SoftwareNamespace } from './cluster-software';
import { QueueTraits } from './queue-traits';

/** What was installed into one cluster, by whichever part of a program. */
export class SoftwareRecord {
  /** What is there, and what has brought it. */
  public readonly provided = new Map<string, string>();
  public readonly conflicts: Array<{ readonly software: string; readonly with: string }> = [];
  public readonly releases = new Set<string>();
  public readonly queues: QueueTraits[] = [];
  public readonly namespaces = new Map<string, SoftwareNamespace>();
}
