import { isUnresolved } from './tokens';
import { refuse } from './validation-error';

/** Refuses a prefix that the policy language of a cloud reads as more than text: a star matches everything, a quote ends the condition. */
export function requireGrantPrefix(prefix: string): void {
  if (isUnresolved(prefix) || !/['"*?\\]/.test(prefix)) return;
  refuse('storage/prefix', `'${prefix}' cannot limit a grant, since its quotes, stars, question marks or backslashes would be read as part of the policy: choose another prefix`);
}
