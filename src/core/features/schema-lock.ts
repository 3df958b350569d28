import { literal, refuse } from '../private';

/**
 * The file in which the schemas of a store are remembered, so that no feature that models were trained with is removed or becomes something else. Commit it: the
 * library reads it when the store is made, adds to it at synth what is new, and refuses what is gone with `features/removed`, `features/retyped` and
 * `features/key-changed`.
 *
 * @example
 * import { SchemaLock } from 'ml-platform-constructs';
 *
 * function lockOf(inPipeline: boolean): SchemaLock {
 *   if (inPipeline) return SchemaLock.frozen('features.lock.json');
 *   return SchemaLock.at('features.lock.json');
 * }
 */
export class SchemaLock {
  /**
   * A file that synth adds to.
   *
   * @param path relative to where the program is run
   */
  public static at(path: string): SchemaLock {
    return new SchemaLock(checked(path), false);
  }

  /**
   * A file that has to have everything already, as a pipeline wants it: what it lacks is refused with `features/lock-stale`, and nothing is written.
   *
   * @param path relative to where the program is run
   */
  public static frozen(path: string): SchemaLock {
    return new SchemaLock(checked(path), true);
  }

  /** No file: features may go and change as they like. Refused in production with `features/no-lock`. */
  public static none(): SchemaLock {
    return new SchemaLock(undefined, false);
  }

  private constructor(
    /** Where the file is; none for `none`. */
    public readonly path: string | undefined,
    /** Whether it is left as it is. */
    public readonly isFrozen: boolean,
  ) {}
}

function checked(path: string): string {
  if (literal(path, 'the path of a schema lock').trim() === '' || /[\0]|[\\/]$/.test(path)) {
    refuse('features/lock-path', `'${path}' is no file: name one, such as 'features.lock.json'`);
  }
  return path;
}
