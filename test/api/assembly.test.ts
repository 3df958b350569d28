import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  isCollectionTypeReference, isPrimitiveTypeReference, isUnionTypeReference,
  type Assembly, type ClassType, type Docs, type EnumType, type InterfaceType, type Method, type OptionalValue, type Property, type Type,
  type TypeReference,
} from '@jsii/spec';
import { ROOMS } from '../../projenrc/rooms';

const root = join(__dirname, '..', '..');
const file = join(root, '.jsii');

/** Members for which any is right, with a sentence that says why. */
const ANY: Record<string, string> = {
  'ml-platform-constructs.Errors.isValidationError': 'it is asked about whatever was thrown',
  'ml-platform-constructs.Errors.codeOf': 'it is asked about whatever was thrown',
  'ml-platform-constructs.Errors.codesOf': 'it is asked about whatever was thrown',
  'ml-platform-constructs.ChartRelease.values': 'a chart takes values of its own making',
  'ml-platform-constructs.ManifestSet.manifests': 'a resource has the fields that its kind has',
  'ml-platform-constructs.kubernetes.HelmChartProps.values': 'a chart takes values of its own making',
  'ml-platform-constructs.kubernetes.ManifestProps.manifests': 'a resource has the fields that its kind has',
};

const assembly: Assembly | undefined = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
const types: Type[] = Object.values(assembly?.types ?? {});

interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly overrides?: string;
  readonly uses: readonly (TypeReference | undefined)[];
}

const callable = (name: string, method: Pick<Method, 'docs' | 'overrides' | 'parameters' | 'returns'>): Member => ({
  name,
  docs: method.docs,
  overrides: method.overrides,
  uses: [method.returns?.type, ...(method.parameters ?? []).map(({ type }) => type)],
});

function membersOf(type: Type): Member[] {
  if (type.kind === 'enum') {
    return (type as EnumType).members.map((member) => ({ ...member, name: `${type.fqn}.${member.name}`, uses: [] }));
  }
  const { properties = [], methods = [], initializer } = type as ClassType;
  return [
    ...properties.map((property: Property) => ({ ...property, name: `${type.fqn}.${property.name}`, uses: [property.type] })),
    ...methods.map((method) => callable(`${type.fqn}.${method.name}`, method)),
    ...(initializer ? [callable(`${type.fqn}.<initializer>`, { ...initializer, returns: undefined })] : []),
  ];
}

const members = types.flatMap(membersOf);

function primitives(use: TypeReference | undefined): string[] {
  if (use === undefined) return [];
  if (isUnionTypeReference(use)) return ['union', ...use.union.types.flatMap(primitives)];
  if (isCollectionTypeReference(use)) return primitives(use.collection.elementtype);
  return isPrimitiveTypeReference(use) ? [use.primitive] : [];
}

/** What a declaration file imports: packages by their names, files by their paths. */
function imports(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/(?:from |import\()['"]([^'"]*)['"]/g)]
    .map(([, module]) => (module.startsWith('.') ? join(dirname(path), module) : module));
}

/** The declaration files that a consumer's compiler reads, starting from the package's own. */
function declarations(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || !existsSync(path)) return seen;
  seen.add(path);
  for (const module of imports(path)) declarations(existsSync(`${module}.d.ts`) ? `${module}.d.ts` : join(module, 'index.d.ts'), seen);
  return seen;
}

beforeAll(() => {
  if (!assembly) throw new Error('there is no .jsii: compile first, with npm run build');
});

test('the targets are the submodules, and nothing else is one', () => {
  const rooms = ROOMS.filter(({ exported }) => exported).map(({ dir }) => `${assembly!.name}.${dir}`).sort();
  expect(Object.keys(assembly!.submodules ?? {}).sort()).toEqual(rooms);
});

test('no member is of type any, json or a union: other languages could not say what goes there', () => {
  const vague = members.filter(({ name, uses }) => !ANY[name] && uses.flatMap(primitives).some((use) => ['any', 'json', 'union'].includes(use)));
  expect(vague.map(({ name }) => name)).toEqual([]);
});

test('every exception from that is still needed', () => {
  const names = members.map(({ name }) => name);
  expect(Object.keys(ANY).filter((name) => !names.includes(name))).toEqual([]);
});

test('every type has a summary', () => {
  expect(types.filter(({ docs }) => !docs?.summary).map(({ fqn }) => fqn)).toEqual([]);
});

test('every member has a summary, or takes it from the one that it implements', () => {
  const silent = members.filter(({ name, docs, overrides }) => !docs?.summary && !overrides && !name.endsWith('.<initializer>'));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every optional prop says what happens without it', () => {
  const structs = types.filter((type): type is InterfaceType => type.kind === 'interface' && (type as InterfaceType).datatype === true);
  const optional = structs.flatMap(({ fqn, properties = [] }) => properties
    .filter((property: Property & OptionalValue) => property.optional)
    .map(({ name, docs }) => ({ name: `${fqn}.${name}`, docs })));
  expect(optional.filter(({ docs }) => !docs?.default).map(({ name }) => name)).toEqual([]);
});

test('nothing of a vendored provider is in the public surface', () => {
  expect(readFileSync(file, 'utf8')).not.toContain('@cdktf/');
});

test('no declaration that a consumer reads needs a vendored provider', () => {
  const vendored = join(root, 'lib', 'providers');
  const needy = [...declarations(join(root, 'lib', 'index.d.ts'))]
    .filter((path) => imports(path).some((module) => module.startsWith('@cdktf/') || module.startsWith(vendored)));
  expect(needy).toEqual([]);
});

test('a target extends and implements core, itself or what runs in a cluster: Python cannot import a cycle of modules', () => {
  const roomOf = (fqn: string) => assembly!.types![fqn]?.namespace;
  const crossing = types.flatMap((type) => {
    const { base, interfaces = [] } = type as ClassType;
    return [base, ...interfaces]
      .filter((fqn): fqn is string => fqn?.startsWith(`${assembly!.name}.`) ?? false)
      .filter((fqn) => ![undefined, type.namespace, 'kubernetes'].includes(roomOf(fqn)))
      .map((fqn) => `${type.fqn} -> ${fqn}`);
  });
  expect(crossing).toEqual([]);
  const rootToTarget = types.filter(({ namespace }) => namespace === undefined)
    .flatMap((type) => [(type as ClassType).base, ...((type as ClassType).interfaces ?? [])])
    .filter((fqn) => fqn !== undefined && roomOf(fqn) !== undefined);
  expect(rootToTarget).toEqual([]);
});

test('what JavaScript exports, other languages have: jsii drops functions, constants and plain types in silence', () => {
  const library = require(join(root, 'lib', 'index.js')); // eslint-disable-line @typescript-eslint/no-require-imports
  const rooms = ['', ...ROOMS.filter(({ exported }) => exported).map(({ dir }) => dir)];
  const dropped = rooms.flatMap((room) => Object.keys(room ? library[room] : library)
    .map((name) => [assembly!.name, room, name].filter((part) => part !== '').join('.'))
    .filter((fqn) => !assembly!.types![fqn] && !assembly!.submodules![fqn]));
  expect(dropped).toEqual([]);
});
