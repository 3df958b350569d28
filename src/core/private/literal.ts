import { isUnresolved } from './tokens';
import { refuse } from './validation-error';

/** Refuses a value that is known only at deploy time where the library has to read it at synth. */
export function literal<T>(value: T, what: string): T {
  if (isUnresolved(value)) {
    refuse('core/token-not-allowed', `${what} is a value that is known only when the stack is deployed, but it decides what is made: give a literal`);
  }
  return value;
}
