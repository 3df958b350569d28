import { literal, refuse } from '../private';

const BYTES = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;

/**
 * An amount of data, in binary units (1 KiB is 1,024 bytes).
 *
 * @example
 * import { Size } from 'ml-platform-constructs';
 *
 * const disk = Size.gibibytes(200);
 */
export class Size {
  /**
   * A number of mebibytes. Throws `core/size`.
   *
   * @param amount whole mebibytes, more than 0
   */
  public static mebibytes(amount: number): Size {
    return new Size(amount, 'MiB');
  }

  /**
   * A number of gibibytes. Throws `core/size`.
   *
   * @param amount whole gibibytes, more than 0
   */
  public static gibibytes(amount: number): Size {
    return new Size(amount, 'GiB');
  }

  /**
   * A number of tebibytes. Throws `core/size`.
   *
   * @param amount whole tebibytes, more than 0
   */
  public static tebibytes(amount: number): Size {
    return new Size(amount, 'TiB');
  }

  private readonly bytes: number;

  private constructor(private readonly amount: number, private readonly unit: keyof typeof BYTES) {
    if (!Number.isInteger(literal(amount, 'a size')) || amount <= 0) {
      refuse('core/size', `${amount} ${unit} is no size: give a whole number above 0`);
    }
    this.bytes = amount * BYTES[unit];
  }

  /** The amount in bytes. */
  public toBytes(): number {
    return this.bytes;
  }

  /** The amount in gibibytes, rounded up: services that take whole gibibytes are never given less than was asked for. */
  public toGibibytes(): number {
    return Math.ceil(this.bytes / BYTES.GiB);
  }

  /** The amount as a person would write it: `5 TiB`. */
  public toString(): string {
    return `${this.amount} ${this.unit}`;
  }
}
