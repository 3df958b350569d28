import { literal, refuse } from '../private';

/**
 * The GPUs of one node: a model of NVIDIA's, and how many of them a node has. Which machine carries them is each cloud's knowledge.
 *
 * A model that a cloud lacks is refused with `training/accelerator-unavailable` and the nearest one, a number that no machine has with
 * `training/accelerator-count`. For a machine that this version does not know there is `Machine.custom`.
 *
 * @example
 * import { Accelerator } from 'ml-platform-constructs';
 *
 * const wholeNode = Accelerator.h100(8);
 * const small = Accelerator.l4();
 */
export class Accelerator {
  /**
   * NVIDIA T4, 16 GB: EC2 G4dn, N1 with T4, NCasT4_v3.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static t4(count?: number): Accelerator {
    return new Accelerator('t4', count);
  }

  /**
   * NVIDIA L4, 24 GB: EC2 G6, G2. Azure has none.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static l4(count?: number): Accelerator {
    return new Accelerator('l4', count);
  }

  /**
   * NVIDIA A10G, 24 GB: EC2 G5. AWS only.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static a10g(count?: number): Accelerator {
    return new Accelerator('a10g', count);
  }

  /**
   * NVIDIA A100: EC2 P4, A2, NC and ND A100 v4. Throws `training/accelerator-memory`.
   *
   * @param count GPUs of one node; 1 by default
   * @param memoryGb memory of one GPU, 40 or 80; 40 by default
   */
  public static a100(count?: number, memoryGb?: number): Accelerator {
    const memory = memoryGb ?? 40;
    if (memory !== 40 && memory !== 80) refuse('training/accelerator-memory', `an A100 with ${memory} GB does not exist: give 40 or 80`);
    return new Accelerator(memory === 40 ? 'a100-40gb' : 'a100-80gb', count);
  }

  /**
   * NVIDIA H100, 80 GB (94 GB in Azure's NC series): EC2 P5, A3, NC and ND H100 v5.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static h100(count?: number): Accelerator {
    return new Accelerator('h100', count);
  }

  /**
   * NVIDIA H200, 141 GB: EC2 P5e and P5en, A3 Ultra, ND H200 v5.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static h200(count?: number): Accelerator {
    return new Accelerator('h200', count);
  }

  /**
   * NVIDIA B200, 180 GB: EC2 P6-B200, A4.
   *
   * @param count GPUs of one node; 1 by default
   */
  public static b200(count?: number): Accelerator {
    return new Accelerator('b200', count);
  }

  /** GPUs of one node. */
  public readonly count: number;

  private constructor(
    /** The model: `t4`, `l4`, `a10g`, `a100-40gb`, `a100-80gb`, `h100`, `h200` or `b200`. */
    public readonly model: string,
    count?: number,
  ) {
    this.count = literal(count ?? 1, 'the number of GPUs of a node');
    if (!Number.isInteger(this.count) || this.count < 1 || this.count > 16) {
      refuse('training/accelerator-count', `a node with ${this.count} GPUs cannot be: give a whole number from 1 to 16`);
    }
  }

  /** As a person would write it: `8 x h100`. */
  public toString(): string {
    return `${this.count} x ${this.model}`;
  }
}
