import { IConstruct } from 'constructs';

const VALIDATION_ERROR = Symbol.for('ml-platform-constructs.ValidationError');

/** One thing that is wrong: its public code, and a sentence with what was given, why it cannot be, and what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}

/**
 * What every refusal of this library is.
 *
 * Not exported from the package: jsii forbids exported classes that extend `Error`, and Python sees each JavaScript error as a `RuntimeError` that
 * carries the message only. Therefore each line of the message starts with the code in brackets.
 */
export class ValidationError extends Error {
  public static isValidationError(x: unknown): x is ValidationError {
    return typeof x === 'object' && x !== null && VALIDATION_ERROR in x;
  }

  public readonly codes: string[];

  public constructor(problems: Problem[], path?: string) {
    const where = path ? ` (at '${path}')` : '';
    super(problems.map(({ code, message }) => `[${code}] ${message}${where}`).join('\n'));
    this.name = 'ValidationError';
    this.codes = problems.map(({ code }) => code);
    Object.defineProperty(this, VALIDATION_ERROR, { value: true });
  }
}

/** Collects every problem of one construct, so that its user sees them all at once. */
export class Problems {
  private readonly found: Problem[] = [];

  public constructor(private readonly scope?: IConstruct, private readonly id?: string) {}

  public add(code: string, message: string): void {
    if (!this.found.some((p) => p.code === code && p.message === message)) {
      this.found.push({ code, message });
    }
  }

  /** Runs a check that throws, and keeps what it threw beside the others. */
  public collect<T>(check: () => T): T | undefined {
    try {
      return check();
    } catch (error) {
      if (!ValidationError.isValidationError(error)) throw error;
      error.message.split('\n').forEach((line) => {
        const [, code, message] = /^\[([^\]]+)\] (.*)$/.exec(line) ?? [];
        if (code && message) this.add(code, message);
      });
      return undefined;
    }
  }

  public throwIfAny(): void {
    if (this.found.length > 0) throw new ValidationError(this.found, this.path());
  }

  private path(): string | undefined {
    const parent = this.scope?.node.path;
    return [parent, this.id].filter(Boolean).join('/') || undefined;
  }
}

/** The error of a value object, which has a single thing to say. */
export function refuse(code: string, message: string): never {
  throw new ValidationError([{ code, message }]);
}
