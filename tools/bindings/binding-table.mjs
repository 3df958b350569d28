// The table of a resource, in the place of its code: src/providers/binding makes the class of it.
import { snake, upper } from './attribute-kinds.mjs';

/** A row says what does not follow from the name only; src/providers/binding/attribute.ts reads it. */
function row(owner, { orNull, kind, use, name, terraform, field, struct }) {
  return [
    `${orNull ? '0' : ''}${kind}${use}${name}`,
    terraform === snake(name) ? '' : `=${terraform}`,
    (field ?? `_${name}`) === `_${name}` ? '' : `@${field}`,
    struct && struct.name !== owner + upper(name) ? `#${struct.name}` : '',
  ].join('');
}

function table(owner, attributes) {
  return attributes.flatMap((attribute) => {
    const { struct } = attribute;
    return [row(owner, attribute), ...(struct ? [table(struct.name, struct.attributes)] : [])];
  });
}

export function tableCode({ name, base, type, provider, attributes }) {
  const make = base === 'TerraformDataSource' ? 'dataSource' : 'resource';
  const values = [name, type, provider, table(name, attributes)].map((value) => JSON.stringify(value)).join(',');
  return `"use strict";exports.${name}=require("../binding").${make}(${values});\n`;
}
