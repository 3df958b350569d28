import { literal, refuse } from '../private';
import { Size } from '../units';

/** What a machine has that this version does not know. */
export interface MachineShape {
  /** Virtual CPUs. */
  readonly cpus: number;

  /** Memory. */
  readonly memory: Size;

  /**
   * GPUs, of whatever model.
   * @default 0
   */
  readonly gpus?: number;
}

/**
 * The machine of a group of nodes without accelerators, or one by its name.
 *
 * @example
 * import { Machine, Size } from 'ml-platform-constructs';
 *
 * const preparing = Machine.general(16);
 * const shuffling = Machine.memory(32);
 * const newest = Machine.custom('p6e-gb200.36xlarge', { gpus: 4, cpus: 144, memory: Size.gibibytes(960) });
 */
export class Machine {
  /**
   * About 4 GiB of memory for each virtual CPU: EC2 M7i, N2 standard, Ddsv5.
   *
   * @param cpus 2, 4, 8, 16, 32, 64 or 96; a number that the cloud has no machine for is refused with `training/machine-size`
   */
  public static general(cpus: number): Machine {
    return new Machine('general', checkedCpus(cpus));
  }

  /**
   * About 8 GiB of memory for each virtual CPU: EC2 R7i, N2 highmem, Edsv5.
   *
   * @param cpus 2, 4, 8, 16, 32, 64 or 96; a number that the cloud has no machine for is refused with `training/machine-size`
   */
  public static memory(cpus: number): Machine {
    return new Machine('memory', checkedCpus(cpus));
  }

  /**
   * A machine by the name that the cloud gives it, also one that is newer than this version. What it has is believed.
   * Throws `training/machine-shape`.
   *
   * @param name such as `p6e-gb200.36xlarge`, `a4x-highgpu-4g`, `Standard_ND128isr_NDR_GB200_v6`; on `tfk8s` any name
   * @param shape what it has
   */
  public static custom(name: string, shape: MachineShape): Machine {
    const { cpus, gpus = 0 } = shape;
    if (literal(name, 'the name of a machine').trim() === '') refuse('training/machine-shape', 'a machine without a name cannot be found: give the name that the cloud uses');
    if (![cpus, gpus].every(Number.isInteger) || cpus < 1 || gpus < 0) {
      refuse('training/machine-shape', `'${name}' with ${cpus} CPUs and ${gpus} GPUs cannot be: give whole numbers, at least one CPU`);
    }
    return new Machine('custom', cpus, name, shape);
  }

  private constructor(
    /** `general`, `memory` or `custom`. */
    public readonly kind: string,
    /** Virtual CPUs. */
    public readonly cpus: number,
    /** The cloud's name, for `custom`. */
    public readonly name?: string,
    /** What it has, for `custom`. */
    public readonly shape?: MachineShape,
  ) {}
}

function checkedCpus(cpus: number): number {
  if (!Number.isInteger(literal(cpus, 'the number of CPUs')) || cpus < 1) refuse('training/machine-size', `a machine of ${cpus} CPUs cannot be: give a whole number such as 8`);
  return cpus;
}
