import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..', '..');
const lib = join(root, 'lib');
const files = readdirSync(lib, { recursive: true }).map((name) => join(lib, String(name)));
const { exports: entries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test("the declarations are those that a user's compiler reads, all of them and no others", () => {
  const program = ts.createProgram(
    Object.values<{ readonly types?: string }>(entries).flatMap(({ types }) => (types ? [join(root, types)] : [])),
    { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [], noEmit: true },
  );
  const read = program.getSourceFiles().map(({ fileName }) => join(fileName)).filter((name) => name.startsWith(lib));
  expect(read.sort()).toEqual(files.filter((name) => name.endsWith('.d.ts')).sort());
}, 60_000);

test('comments are in the declarations only', () => {
  const commented = (kind: string) => files.filter((name) => name.endsWith(kind) && /^\s*\/\*\*/m.test(readFileSync(name, 'utf8')));
  expect(commented('.js')).toEqual([]);
  expect(commented('.d.ts')).not.toEqual([]);
});
