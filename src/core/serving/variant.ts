import { literal, refuse } from '../private';
import { Model } from '../registry';
import { Accelerator, Machine, Scaling } from '../training';

/** One of the models behind an endpoint. */
export interface VariantOptions {
  /** What it serves. */
  readonly model: Model;

  /**
   * Its part of the requests, in relation to the weights of the others: a whole number, 0 or more. Throws `serving/weight`.
   * @default 1
   */
  readonly weight?: number;

  /**
   * The GPUs of each of its replicas.
   * @default - the endpoint's
   */
  readonly accelerator?: Accelerator;

  /**
   * The machine of each of its replicas.
   * @default - the endpoint's
   */
  readonly machine?: Machine;

  /**
   * How many replicas it has.
   * @default - as the endpoint
   */
  readonly scaling?: Scaling;
}

/**
 * One of the models behind an endpoint, with its part of the requests.
 *
 * @example
 * import { Model, Variant } from 'ml-platform-constructs';
 *
 * function test(champion: Model, challenger: Model): Variant[] {
 *   return [Variant.of('champion', { model: champion, weight: 90 }), Variant.of('challenger', { model: challenger, weight: 10 })];
 * }
 */
export class Variant {
  /**
   * Throws `serving/variant-name` and `serving/weight`.
   *
   * @param name 1 to 12 lower-case letters and digits, a letter first
   * @param options what it serves
   */
  public static of(name: string, options: VariantOptions): Variant {
    if (!/^[a-z][a-z0-9]{0,11}$/.test(literal(name, 'the name of a variant'))) {
      refuse('serving/variant-name', `'${name}' cannot name a variant on every cloud: give 1 to 12 lower-case letters and digits, a letter first`);
    }
    const { weight = 1 } = options;
    if (!Number.isInteger(literal(weight, 'the weight of a variant')) || weight < 0) {
      refuse('serving/weight', `the weight ${weight} of '${name}' cannot be: give a whole number, 0 or more`);
    }
    return new Variant(name, weight, options);
  }

  private constructor(
    /** Its name. */
    public readonly variantName: string,
    /** Its part of the requests, in relation to the other weights. */
    public readonly weight: number,
    /** @internal */
    public readonly _options: VariantOptions,
  ) {}
}
