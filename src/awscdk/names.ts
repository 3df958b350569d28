import { isUnresolved, NameRule, physicalName, Problems } from '../core/private';
import { ACCOUNT_ID_PLACEHOLDER } from '../facts/aws/names';

/** The region with the longest name; stands for one that is known only at deployment when the length of a name is checked. */
const LONGEST_REGION = 'ap-southeast-2';

/** `data-scientist` becomes `DataScientist`: a word of core as an id. */
export function pascal(word: string): string {
  return word.split('-').map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

/** The name of something that is one for the account or the world: `parts` may hold the region and the account, known or not. */
export function globalName(rule: NameRule, parts: readonly string[], { account }: { readonly account: string }, problems: Problems): string {
  const known = parts.map((part) => {
    if (!isUnresolved(part)) return part;
    return part === account ? ACCOUNT_ID_PLACEHOLDER : LONGEST_REGION;
  });
  physicalName(rule, known, problems);
  return parts.join(rule.separator);
}
