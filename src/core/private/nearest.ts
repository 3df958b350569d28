import { closest } from 'fastest-levenshtein';

/** The known word that is nearest to what was given, for "did you mean". */
export function nearest(given: string, known: readonly string[]): string {
  return known.length === 0 ? 'nothing is known here' : closest(given, known);
}
