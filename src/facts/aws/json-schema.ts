/** As much of JSON schema (draft 7) as the schemas of the almanac say. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

type Definitions = Readonly<Record<string, Schema>>;

/** What a schema does not allow of plain data, a sentence each. Patterns hold for the whole text, as the services of AWS read them. */
export function schemaProblems(data: unknown, schema: object): string[] {
  return problemsAt('', data, schema, (schema as { readonly definitions?: Definitions }).definitions ?? {});
}

function problemsAt(path: string, data: unknown, schema: Schema, definitions: Definitions): string[] {
  const { $ref, anyOf, type } = schema;
  if ($ref !== undefined) return problemsAt(path, data, definitions[$ref.replace('#/definitions/', '')]!, definitions);
  if (anyOf && anyOf.every((option) => problemsAt(path, data, option, definitions).length > 0)) return [`'${path}' is none of what it may be`];
  if (type !== undefined && type !== typeOf(data)) return [`'${path}' has to be ${type}, and is ${typeOf(data)}`];
  if (schema.enum && !schema.enum.includes(data)) return [`'${path}' is '${String(data)}', which is none of ${schema.enum.join(', ')}`];
  if (typeof data === 'string') return textProblems(path, data, schema);
  if (Array.isArray(data)) return listProblems(path, data, schema, definitions);
  return typeof data === 'object' && data !== null ? fieldProblems(path, data as Record<string, unknown>, schema, definitions) : [];
}

function textProblems(path: string, text: string, { maxLength = Infinity, pattern }: Schema): string[] {
  if (text.length > maxLength) return [`'${path}' has ${text.length} characters, and takes ${maxLength}`];
  return pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'su').test(text) ? [`'${path}' is '${text}', which does not match ${pattern}`] : [];
}

function listProblems(path: string, items: readonly unknown[], schema: Schema, definitions: Definitions): string[] {
  const { minItems = 0, maxItems = Infinity, items: item = {} } = schema;
  const count = items.length < minItems || items.length > maxItems ? [`'${path}' has ${items.length} entries, and takes ${minItems} to ${maxItems}`] : [];
  return [...count, ...items.flatMap((value, i) => problemsAt(`${path}[${i}]`, value, item, definitions))];
}

function fieldProblems(path: string, fields: Record<string, unknown>, schema: Schema, definitions: Definitions): string[] {
  const { properties = {}, required = [], additionalProperties: other = true } = schema;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = required.filter((name) => fields[name] === undefined).map((name) => `'${at(name)}' is missing`);
  const wrong = Object.entries(fields).flatMap(([name, value]) => {
    const field = properties[name] ?? (typeof other === 'object' ? other : undefined);
    if (field) return problemsAt(at(name), value, field, definitions);
    return other === false ? [`'${at(name)}' is no field of it`] : [];
  });
  return [...missing, ...wrong];
}

function typeOf(data: unknown): string {
  if (data === null) return 'null';
  return Array.isArray(data) ? 'array' : typeof data;
}
