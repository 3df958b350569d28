import { Errors } from '../../src/core';

/** The codes with which something is refused; empty when it is not. Anything but a refusal of ours is thrown on. */
export function codesOf(attempt: () => unknown): string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!Errors.isValidationError(error)) throw error;
    return Errors.codesOf(error);
  }
}
