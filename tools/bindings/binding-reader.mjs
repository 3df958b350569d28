// Reads the description of a resource from its binding, and proves it: the code that follows from the description is the code that was read.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { BLOCKS, COMPUTED_BLOCKS, COMPUTED_MAP, VALUES, lower, snake, upper } from './attribute-kinds.mjs';
import { created, hclEntry, mapped, read, resourceCode, structCode } from './binding-code.mjs';
import { parse, plain, plainExpression, plainStatements } from './plain-code.mjs';

/** What a file has beside its classes and mappers; it says nothing of the resource. */
const FRAME = [
  /^"use strict";$/, /^var _a(, _\w+)*;$/, /^var __(createBinding|exportStar) = /, /^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/,
  /^(exports\.\w+ = )+void 0;$/, /^exports\.(\w+) = \1;$/, /^const cdktf = require\("cdktf"\);$/,
  /^const (index_structs|structs\d+)_\d+ = require\("\.\/(index-structs|structs\d+)"\);$/, /^__exportStar\(require\("\.\/(index-structs|structs\d+)"\), exports\);$/,
  /^const JSII_RTTI_SYMBOL_1 = Symbol\.for\("jsii\.rtti"\);$/, /^_\w+ = JSII_RTTI_SYMBOL_1;$/, /^\w+\[_\w+\] = \{ fqn: "@cdktf\/provider-[^"]+", version: "[^"]+" \};$/,
];

class Unreadable extends Error {}

function filesOf(folder) {
  const parts = join(folder, 'index-structs');
  return [join(folder, 'index.js'), ...(existsSync(parts) ? readdirSync(parts).filter((name) => name.endsWith('.js')).map((name) => join(parts, name)) : [])];
}

/** The entries of the object that a mapper or a method puts together. */
function entriesOf(callable) {
  const objects = callable.body.statements.map((statement) => (
    ts.isReturnStatement(statement) ? statement.expression : statement.declarationList?.declarations[0].initializer));
  const object = objects.find((node) => node && ts.isObjectLiteralExpression(node));
  if (!object) throw new Unreadable(`no object in ${plain(callable)}`);
  return new Map(object.properties.map((property) => [property.name.text, plain(property.initializer)]));
}

/** The description of the class `name` in the folder of a binding; or `reason`, why it has none. */
export function readBinding(folder, name) {
  try {
    return { resource: new Binding(folder).resource(name) };
  } catch (error) {
    if (error instanceof Unreadable) return { reason: error.message };
    throw error;
  }
}

class Binding {
  constructor(folder) {
    this.statements = filesOf(folder).flatMap((file) => [...parse(readFileSync(file, 'utf8')).statements]);
    const named = this.statements.filter((node) => ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node));
    this.declarations = new Map(named.map((node) => [node.name.text, node]));
    this.structs = new Map();
  }

  resource(name) {
    const node = this.declaration(name);
    const base = node.heritageClauses[0].types[0].expression.name.text;
    if (!['TerraformResource', 'TerraformDataSource'].includes(base)) throw new Unreadable(`${name} is a ${base}`);
    const maker = plain(node.members.find(ts.isConstructorDeclaration));
    const [type, ...provider] = ['terraformResourceType', 'providerName', 'providerVersion', 'providerVersionConstraint']
      .map((key) => new RegExp(`\\b${key}: "(.*?)"`).exec(maker)?.[1]);
    const method = (which) => entriesOf(node.members.find((member) => member.name?.text === which));
    const attributes = this.attributes(node, {
      owner: name,
      json: method('synthesizeAttributes'),
      hcl: method('synthesizeHclAttributes'),
      value: ({ field, kind }) => `this.${field}${kind in BLOCKS ? '.internalValue' : ''}`,
    });
    const resource = { name, base, type, provider, optionalConfig: maker.includes('config = {}'), attributes };
    this.prove([...resourceCode(resource), ...[...this.structs.values()].flatMap(structCode)]);
    return resource;
  }

  /** Whatever the code says beyond the description would show here: every statement is one that follows from it, and the other way round. */
  prove(code) {
    const actual = this.statements.map(plain).filter((text) => !FRAME.some((pattern) => pattern.test(text)));
    const expected = code.flatMap(plainStatements);
    const difference = actual.find((text) => !expected.includes(text)) ?? expected.find((text) => !actual.includes(text));
    if (difference) throw new Unreadable(`it is not what its description says: ${difference}`);
  }

  struct(name, kind, computed) {
    const { wrapsSet, single = false } = BLOCKS[kind];
    const many = wrapsSet !== undefined;
    const struct = { name, many, single, resolvable: (many || single) && !computed };
    const known = this.structs.get(name);
    if (known && ['many', 'single', 'resolvable'].some((trait) => known[trait] !== struct[trait])) throw new Unreadable(`${name} is a block of two kinds`);
    if (known) return known;
    this.structs.set(name, struct);
    const mapper = (suffix) => entriesOf(this.declaration(`${lower(name)}To${suffix}Terraform`));
    struct.attributes = this.attributes(this.declaration(`${name}OutputReference`), {
      owner: name, json: mapper(''), hcl: mapper('Hcl'), value: (attribute) => `struct.${attribute.name}`,
    });
    return struct;
  }

  declaration(name) {
    const node = this.declarations.get(name);
    if (!node) throw new Unreadable(`there is no ${name}`);
    return node;
  }

  attributes(node, context) {
    const getters = node.members.filter(ts.isGetAccessor).filter((getter) => getter.name.text !== 'internalValue');
    const names = getters.map((getter) => getter.name.text);
    const inputs = new Set(names.filter((name, i) => i > 0 && name === `${names[i - 1]}Input`));
    return getters.filter((getter) => !inputs.has(getter.name.text)).map((getter) => this.attribute(node, getter, inputs, context));
  }

  attribute(node, getter, inputs, context) {
    const name = getter.name.text;
    const has = (member) => node.members.some((other) => other.name?.text === member);
    const use = !inputs.has(`${name}Input`) ? '!' : has(`reset${upper(name)}`) ? '?' : ':';
    const result = plain(getter.body.statements[0].expression);
    const fits = (attribute) => use === '!' || (
      context.json.get(attribute.terraform) === plainExpression(mapped(attribute, context.value(attribute), false))
      && context.hcl.get(attribute.terraform) === plainExpression(hclEntry(attribute, context.value(attribute))));
    const setter = node.members.find((member) => ts.isSetAccessor(member) && member.name.text === name);
    const [, field] = /this\.(_\w+)/.exec(setter ? plain(setter.body) : result) ?? [];
    const candidates = setter || !field ? this.values({ name, use, field }, result) : this.objects(node, { name, use, field }, result);
    const attribute = candidates.find(fits);
    if (!attribute) throw new Unreadable(`${context.owner}.${name} is of a kind that has no letter`);
    if (attribute.struct) attribute.struct = this.struct(attribute.struct.name, attribute.kind, use === '!');
    return attribute;
  }

  values(attribute, result) {
    const terraform = /"(\w+)"/.exec(result)?.[1] ?? snake(attribute.name);
    return Object.keys(VALUES)
      .flatMap((kind) => [false, true].map((orNull) => ({ ...attribute, kind, terraform, orNull })))
      .filter((candidate) => result === plainExpression(read(candidate)));
  }

  objects(node, attribute, result) {
    const maker = node.members.find(ts.isConstructorDeclaration).body.statements.map(plain).find((text) => text.startsWith(`${result} = new `));
    const match = /= new (?:(\w+?)(?:OutputReference|List)|cdktf\.\w+)\(this, "(\w+)"/.exec(maker ?? '');
    if (!match) return [];
    const [, struct, terraform] = match;
    const kinds = !struct ? [COMPUTED_MAP] : attribute.use === '!' ? COMPUTED_BLOCKS : Object.keys(BLOCKS);
    return kinds
      .flatMap((kind) => [false, true].map((orNull) => ({ ...attribute, kind, terraform, orNull, ...(struct ? { struct: { name: struct } } : {}) })))
      .filter((candidate) => maker === plainStatements(`${result} = ${created(candidate)};`)[0]);
  }
}
