import type { Attribute } from './attribute';
import type { Readable } from './value-kind';

/** What keeps its attributes in fields, under the names that bindings have for them. */
type Fields = Record<string, unknown>;

interface Settable {
  internalValue: unknown;
}

/** Makes what is an object in `owner`. */
export function makeObjects(owner: any, attributes: readonly Attribute[]): void {
  attributes.filter(({ isObject }) => isObject).forEach((attribute) => { (owner as Fields)[attribute.field] = attribute.make(owner); });
}

/** What a user gave. */
export function kept(owner: object, { field, block }: Attribute): unknown {
  const value = (owner as Fields)[field];
  return block ? (value as Settable).internalValue : value;
}

export function keep(owner: object, { field, block }: Attribute, value: unknown): void {
  if (block) ((owner as Fields)[field] as Settable).internalValue = value;
  else (owner as Fields)[field] = value;
}

/** The members by which a class gives, takes and forgets its attributes: `tags`, `tagsInput` and `resetTags`, or `putRule` for a block. */
export function defineMembers(prototype: object, attributes: readonly Attribute[]): void {
  const define = (name: string, member: PropertyDescriptor & ThisType<Readable>): void => {
    Object.defineProperty(prototype, name, { configurable: true, ...member });
  };
  attributes.forEach((attribute) => {
    const { name, field, block, given, optional, isObject } = attribute;
    const title = name[0].toUpperCase() + name.slice(1);
    define(name, {
      get() { return isObject ? (this as unknown as Fields)[field] : attribute.read(this); },
      ...(given && !block ? { set(value: unknown) { keep(this, attribute, value); } } : {}),
    });
    if (given && block) define(`put${title}`, { writable: true, value(value: unknown) { keep(this, attribute, value); } });
    if (optional) define(`reset${title}`, { writable: true, value() { keep(this, attribute, undefined); } });
    if (given) define(`${name}Input`, { get() { return kept(this, attribute); } });
  });
}
