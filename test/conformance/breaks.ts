import { Facts } from './facts';

// What is synthesized has no shape of its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** Something that an auditor has to find, done to what was synthesized. */
export interface Break {
  readonly what: string;
  /** Changes the text of a stack; gives it back as it is where there is nothing to change. */
  change(text: string): string;
  shows(facts: Facts): void;
}

export type Change = (resource: Json) => void;

/** Does something to the resources of a type, as Terraform or CloudFormation has them; `of` is a part of the address, the name or the path. */
export function on(type: string, of: RegExp, change: Change): Break['change'] {
  return (text) => {
    const stack = JSON.parse(text) as Json;
    const terraform = Object.entries<Json>(stack.resource ?? {}).flatMap(([found, named]) => {
      return Object.entries<Json>(named).map(([name, resource]) => ({ type: found, name, resource }));
    });
    const cloudFormation = Object.entries<Json>(stack.Resources ?? {}).map(([name, resource]) => ({ type: resource.Type as string, name, resource }));
    const isOf = (found: Json) => found.type === type || (found.type === 'azapi_resource' && found.resource.type.split('@')[0] === type);
    const meant = [...terraform, ...cloudFormation].filter((found) => isOf(found) && of.test(found.name));
    meant.forEach(({ resource }) => change(resource));
    return meant.length === 0 ? text : JSON.stringify(stack);
  };
}

/** Another word for a value, at whichever depth of quotes it stands. */
export const instead = (key: string, value: string, other: string): Break['change'] => (text) =>
  text.replace(new RegExp(`(\\\\*")${key}\\1:\\1(?:${value})\\1`, 'g'), (_, quote: string) => `${quote}${key}${quote}:${quote}${other}${quote}`);

/** The same for a number, a list, or a key alone. */
export const rewritten = (key: string, value: string, other: string, otherKey = key): Break['change'] => (text) =>
  text.replace(new RegExp(`(\\\\*")${key}\\1:${value}`, 'g'), (_, quote: string) => `${quote}${otherKey}${quote}:${other.replaceAll('"', quote)}`);

/** Another text for each place in the whole of a resource that has one, references in between or not. */
export const inside = (found: RegExp, other: string): Change => (resource) => {
  const changed = JSON.parse(JSON.stringify(resource).replace(found, () => other)) as Json;
  Object.keys(resource).forEach((key) => delete resource[key]);
  Object.assign(resource, changed);
};

export const has = (found: string[], part: string) => expect(found.filter((one) => one.includes(part))).not.toEqual([]);
export const untagged = (part: string) => (facts: Facts) => has(facts.untagged, part);
export const open = (part: string) => (facts: Facts) => has(facts.publicEndpoints, part);
export const both = (...each: Array<Break['shows']>) => (facts: Facts) => each.forEach((shows) => shows(facts));

/** A state as Cloud Control has it, which is text with expressions in it. */
export const desired = (key: string) => (resource: Json) => {
  resource.desired_state = (resource.desired_state as string).replace(`"${key}":`, `"No${key}":`);
};
