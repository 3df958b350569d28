// The code of a binding from its description, as cdktf's generator writes it: what was read from a binding is proven by writing it again.
// https://github.com/hashicorp/terraform-cdk/tree/v0.21.0/packages/%40cdktf/provider-generator/lib/get/generator/emitter
import { BLOCKS, COMPUTED_MAP, VALUES, lower, upper } from './attribute-kinds.mjs';

const GUARD = `
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }`;
const KNOWN = 'Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined))';

/** Attributes that a user gives. */
const given = (attributes) => attributes.filter(({ use }) => use !== '!');
const isBlock = ({ kind }) => kind in BLOCKS;

/** What is given, on its way into Terraform. */
export function mapped({ kind, struct, orNull }, value, hcl) {
  const { map } = VALUES[kind] ?? BLOCKS[kind];
  const suffix = hcl ? 'Hcl' : '';
  const call = `${map.replaceAll('§', suffix).replace('F', struct && `${lower(struct.name)}To${suffix}Terraform`)}(${value})`;
  return orNull ? `${value} === undefined ? null : ${call}` : call;
}

export function hclEntry(attribute, value) {
  const { type, storage } = VALUES[attribute.kind] ?? BLOCKS[attribute.kind];
  return `{ value: ${mapped(attribute, value, true)}, isBlock: ${isBlock(attribute)}, type: "${type}", `
    + `storageClassType: "${isBlock(attribute) ? attribute.struct.name + storage : storage}", }`;
}

/** What an attribute that is an object itself is made with. */
export function created({ kind, struct, terraform }) {
  if (kind === COMPUTED_MAP) return `new cdktf.StringMap(this, "${terraform}")`;
  const { wrapsSet } = BLOCKS[kind];
  return wrapsSet === undefined
    ? `new ${struct.name}OutputReference(this, "${terraform}")`
    : `new ${struct.name}List(this, "${terraform}", ${wrapsSet})`;
}

export function read({ kind, terraform, field }) {
  return kind in VALUES ? VALUES[kind].read.replace("'T'", `'${terraform}'`) : `this.${field}`;
}

const creations = (attributes) => attributes.filter(({ kind }) => !(kind in VALUES)).map((attribute) => `this.${attribute.field} = ${created(attribute)};`).join('\n');
const stored = (attribute) => `this.${attribute.field}${isBlock(attribute) ? '.internalValue' : ''}`;
const storedIfAny = (attribute) => `this.${attribute.field}${isBlock(attribute) ? '?.internalValue' : ''}`;
const assigned = (attributes, value) => given(attributes).map((attribute) => `${stored(attribute)} = ${value(attribute)};`).join('\n');

function member(attribute) {
  const { name, use } = attribute;
  const getter = `get ${name}() { return ${read(attribute)}; }`;
  if (use === '!') return getter;
  return `${getter}
    ${isBlock(attribute) ? `put${upper(name)}` : `set ${name}`}(value) { ${stored(attribute)} = value; }
    ${use === '?' ? `reset${upper(name)}() { ${stored(attribute)} = undefined; }` : ''}
    get ${name}Input() { return ${stored(attribute)}; }`;
}

const members = (attributes) => attributes.map(member).join('\n');

/** The statements of a block: two mappers, the class of a reference, and that of a list where it is one. */
export function structCode({ name, attributes, many, single, resolvable }) {
  const fields = given(attributes);
  const value = ({ name: field }) => `struct.${field}`;
  const code = [
    `function ${lower(name)}ToTerraform(struct) { ${GUARD} return { ${fields.map((field) => `${field.terraform}: ${mapped(field, value(field), false)},`).join('\n')} }; }`,
    `function ${lower(name)}ToHclTerraform(struct) { ${GUARD}
      const attrs = { ${fields.map((field) => `${field.terraform}: ${hclEntry(field, value(field))},`).join('\n')} };
      return ${fields.length > 0 ? KNOWN : 'attrs'}; }`,
    `class ${name}OutputReference extends cdktf.ComplexObject {
      constructor(terraformResource, terraformAttribute${many ? ', complexObjectIndex, complexObjectIsFromSet' : ''}) {
        super(terraformResource, terraformAttribute, ${many ? 'complexObjectIsFromSet, complexObjectIndex' : single ? 'false' : 'false, 0'});
        this.isEmptyObject = false;
        ${creations(attributes)}
      }
      get internalValue() {
        ${resolvable ? 'if (this.resolvableValue) { return this.resolvableValue; }' : ''}
        let hasAnyValues = this.isEmptyObject;
        const internalValueResult = {};
        ${fields.map((field) => `if (${storedIfAny(field)} !== undefined) { hasAnyValues = true; internalValueResult.${field.name} = ${storedIfAny(field)}; }`).join('\n')}
        return hasAnyValues ? internalValueResult : undefined;
      }
      set internalValue(value) {
        if (value === undefined) {
          this.isEmptyObject = false;
          ${resolvable ? 'this.resolvableValue = undefined;' : ''}
          ${assigned(attributes, () => 'undefined')}
        }
        ${resolvable ? 'else if (cdktf.Tokenization.isResolvable(value)) { this.isEmptyObject = false; this.resolvableValue = value; }' : ''}
        else {
          this.isEmptyObject = Object.keys(value).length === 0;
          ${resolvable ? 'this.resolvableValue = undefined;' : ''}
          ${assigned(attributes, ({ name: field }) => `value.${field}`)}
        }
      }
      ${members(attributes)}
    }`,
  ];
  if (many) {
    code.push(`class ${name}List extends cdktf.ComplexList {
      constructor(terraformResource, terraformAttribute, wrapsSet) {
        super(terraformResource, terraformAttribute, wrapsSet);
        this.terraformResource = terraformResource;
        this.terraformAttribute = terraformAttribute;
        this.wrapsSet = wrapsSet;
      }
      get(index) { return new ${name}OutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet); }
    }`);
  }
  return code;
}

/** The statements of a resource or a data source. */
export function resourceCode({ name, base, type, provider: [provider, version, constraint], optionalConfig, attributes }) {
  const fields = given(attributes);
  return [
    `class ${name} extends cdktf.${base} {
      static generateConfigForImport(scope, importToId, importFromId, provider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "${type}", importId: importFromId, provider });
      }
      constructor(scope, id, config${optionalConfig ? ' = {}' : ''}) {
        super(scope, id, {
          terraformResourceType: '${type}',
          terraformGeneratorMetadata: { providerName: '${provider}', providerVersion: '${version}', providerVersionConstraint: '${constraint}' },
          provider: config.provider,
          dependsOn: config.dependsOn,
          count: config.count,
          lifecycle: config.lifecycle,
          provisioners: config.provisioners,
          connection: config.connection,
          forEach: config.forEach
        });
        ${creations(attributes)}
        ${assigned(attributes, ({ name: field }) => `config.${field}`)}
      }
      ${members(attributes)}
      synthesizeAttributes() { return { ${fields.map((field) => `${field.terraform}: ${mapped(field, stored(field), false)},`).join('\n')} }; }
      synthesizeHclAttributes() {
        const attrs = { ${fields.map((field) => `${field.terraform}: ${hclEntry(field, stored(field))},`).join('\n')} };
        return ${KNOWN};
      }
    }`,
    `${name}.tfResourceType = "${type}";`,
  ];
}
