/** Who may use the groups of a store: namespaces, since whoever may make pods in one may make them as each of its service accounts. */
export class FeatureCallers {
  private readonly readers = new Map<string, Set<string>>();
  private readonly writers = new Map<string, Set<string>>();
  private readonly producers = new Set<string>();

  public admitReader(groupName: string, namespace: string): void {
    add(this.readers, groupName, namespace);
  }

  public admitWriter(groupName: string, namespace: string): void {
    add(this.writers, groupName, namespace);
  }

  /** Lets somebody send events. */
  public admitProducer(namespace: string): void {
    this.producers.add(namespace);
  }

  public readersOf(groupName: string): string[] {
    return sorted(this.readers.get(groupName));
  }

  public writersOf(groupName: string): string[] {
    return sorted(this.writers.get(groupName));
  }

  /** All who call the server. */
  public callers(): string[] {
    return sorted([...this.readers.values(), ...this.writers.values()].flatMap((namespaces) => [...namespaces]));
  }

  /** All who send events. */
  public senders(): string[] {
    return sorted(this.producers);
  }
}

function add(groups: Map<string, Set<string>>, groupName: string, namespace: string): void {
  groups.set(groupName, (groups.get(groupName) ?? new Set()).add(namespace));
}

function sorted(namespaces: Iterable<string> = []): string[] {
  return [...new Set(namespaces)].sort();
}
