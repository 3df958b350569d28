import { literal, refuse } from '../private';

/** What is known of a feature beside its type. */
export interface FeatureOptions {
  /**
   * What the values mean, and how they come about.
   * @default - not said
   */
  readonly description?: string;

  /**
   * Whether the values tell something of a person. It is a label, a tag or a line of the description, as the service has it, so that audits find it.
   * @default false
   */
  readonly personalData?: boolean;
}

/**
 * A column of a feature group. `docs/features.md` has the table of types: what `bool` is to SageMaker, and `vector` to BigQuery.
 *
 * @example
 * import { Feature } from 'ml-platform-constructs';
 *
 * const features = [
 *   Feature.float('spend_7d', { description: 'Sum of all orders of the last 7 days, in euros' }),
 *   Feature.string('postcode', { personalData: true }),
 *   Feature.vector('taste', 384),
 * ];
 */
export class Feature {
  /**
   * A whole number of 64 bits.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param options what is known of it
   */
  public static int(name: string, options?: FeatureOptions): Feature {
    return new Feature(name, 'int', undefined, options);
  }

  /**
   * A number of 64 bits.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param options what is known of it
   */
  public static float(name: string, options?: FeatureOptions): Feature {
    return new Feature(name, 'float', undefined, options);
  }

  /**
   * A text.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param options what is known of it
   */
  public static string(name: string, options?: FeatureOptions): Feature {
    return new Feature(name, 'string', undefined, options);
  }

  /**
   * True or false.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param options what is known of it
   */
  public static bool(name: string, options?: FeatureOptions): Feature {
    return new Feature(name, 'bool', undefined, options);
  }

  /**
   * A point in time.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param options what is known of it
   */
  public static timestamp(name: string, options?: FeatureOptions): Feature {
    return new Feature(name, 'timestamp', undefined, options);
  }

  /**
   * Numbers in a row, all of one length: an embedding. Throws `features/dimension`.
   *
   * @param name lower-case letters, digits and underscores, a letter first
   * @param dimension how many numbers, 1 or more
   * @param options what is known of it
   */
  public static vector(name: string, dimension: number, options?: FeatureOptions): Feature {
    if (!Number.isInteger(literal(dimension, `the dimension of '${name}'`)) || dimension < 1) {
      refuse('features/dimension', `the vector '${name}' has a dimension of ${dimension}: say how many numbers it has, a whole number of 1 or more`);
    }
    return new Feature(name, 'vector', dimension, options);
  }

  /** What it means. */
  public readonly description?: string;

  /** Whether it tells something of a person. */
  public readonly personalData: boolean;

  private constructor(
    /** The name of the column. */
    public readonly name: string,
    /** `int`, `float`, `string`, `bool`, `timestamp` or `vector`. */
    public readonly type: string,
    /** How many numbers a vector has. */
    public readonly dimension?: number,
    options: FeatureOptions = {},
  ) {
    literal(name, 'the name of a feature');
    this.description = options.description;
    this.personalData = options.personalData ?? false;
  }
}
