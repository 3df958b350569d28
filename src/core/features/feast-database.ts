import { literal, refuse } from '../private';

/**
 * A database of yours for Feast's registry and its online store, reached with a Secret of the namespace in which Feast runs. Feast reads its settings there, under the
 * key `postgres` or `redis`: YAML with what https://docs.feast.dev/reference/online-stores names for that kind.
 *
 * @example
 * import { FeastDatabase } from 'ml-platform-constructs';
 *
 * const database = FeastDatabase.postgres('feast-postgres');
 */
export class FeastDatabase {
  /**
   * PostgreSQL: the registry is in it, too.
   *
   * @param secretName the Secret
   */
  public static postgres(secretName: string): FeastDatabase {
    return new FeastDatabase('postgres', secretName);
  }

  /**
   * Redis: the registry is a file in the platform's store of artifacts.
   *
   * @param secretName the Secret
   */
  public static redis(secretName: string): FeastDatabase {
    return new FeastDatabase('redis', secretName);
  }

  private constructor(
    /** `postgres` or `redis`. */
    public readonly kind: string,
    /** The Secret with its settings. */
    public readonly secretName: string,
  ) {
    if (!/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(literal(secretName, 'the Secret of a database'))) {
      refuse('features/feast-secret', `'${secretName}' cannot name a Secret: give lower-case letters, digits, hyphens and dots`);
    }
  }
}
