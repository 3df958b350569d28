import { createHash } from 'node:crypto';
import { isUnresolved } from './tokens';
import { Problems } from './validation-error';

/** What a cloud allows in the name of one kind of resource. Each target declares its own as a constant, with the source of its numbers. */
export interface NameRule {
  /** What is named, as its users call it: "an S3 bucket". */
  readonly what: string;
  readonly minLength: number;
  readonly maxLength: number;
  /** What the whole name has to match. */
  readonly pattern: RegExp;
  /** The pattern in words, for the error message. */
  readonly allowed: string;
  /** What joins the parts; empty where the cloud allows no separator. */
  readonly separator: string;
}

/** Joins the parts to a name of that kind, and notes a problem when the name is too long or illegal; names are never cut silently. */
export function physicalName(rule: NameRule, parts: readonly string[], problems: Problems): string {
  const name = parts.join(rule.separator);
  if (isUnresolved(name)) return name;
  if (name.length < rule.minLength || name.length > rule.maxLength) {
    const better = name.length > rule.maxLength ? 'shorter' : 'longer';
    problems.add(
      'core/name-length',
      `'${name}' (${name.length} characters) is to name ${rule.what}, which takes ${rule.minLength} to ${rule.maxLength}: choose a ${better} platform name or id`,
    );
  }
  if (!rule.pattern.test(name)) {
    problems.add('core/name-illegal', `'${name}' is to name ${rule.what}, which takes ${rule.allowed}: choose another platform name or id`);
  }
  return name;
}

/** A short suffix that stays the same for the same input, for names that have to be unique in the world. */
export function stableSuffix(...seed: string[]): string {
  return createHash('sha256').update(seed.join('\n')).digest('hex').slice(0, 6);
}

/** A short text that differs where contents differ: long enough to tell the contents of one thing apart. */
export function contentHash(content: string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** `ReportsEu` is `reports-eu` in a name. */
export function kebab(id: string): string {
  return id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
