import { ValidationError } from './private/validation-error';

/**
 * Reads the errors of this library.
 *
 * Each error carries one or more public codes, such as `network/cidr-overlap`; they are listed in `docs/errors.md`.
 * In Python every error arrives as a `RuntimeError` whose message has one line a problem, each starting with its code in brackets.
 *
 * @example
 * import { Errors } from 'ml-platform-constructs';
 *
 * function isOverlap(error: any): boolean {
 *   return Errors.codesOf(error).includes('network/cidr-overlap');
 * }
 */
export class Errors {
  /**
   * Whether an error was thrown by this library because of what it was given.
   *
   * @param error what was caught
   */
  public static isValidationError(error: any): boolean {
    return ValidationError.isValidationError(error);
  }

  /**
   * The code of the first problem, or `undefined` for an error that is not ours.
   *
   * @param error what was caught
   */
  public static codeOf(error: any): string | undefined {
    return Errors.codesOf(error)[0];
  }

  /**
   * The codes of all problems, in the order of the message; empty for an error that is not ours.
   *
   * @param error what was caught
   */
  public static codesOf(error: any): string[] {
    return ValidationError.isValidationError(error) ? [...error.codes] : [];
  }

  private constructor() {}
}
