import { IConstruct } from 'constructs';

/** Names that are one to the cloud whatever stacks they stand in, by the platform that has them. */
export class TakenNames {
  private readonly names = new WeakMap<IConstruct, Set<string>>();

  public has(platform: IConstruct, name: string): boolean {
    return this.names.get(platform)?.has(name) ?? false;
  }

  public add(platform: IConstruct, name: string): void {
    this.names.set(platform, (this.names.get(platform) ?? new Set<string>()).add(name));
  }
}
