// Takes the declarations out of lib/ that no entry point of the package leads to: the compiler of a user never reads them, and more than
// half of them are such. Runs after the compile.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entries = Object.values(exports).flatMap(({ types }) => types ?? []).map((path) => join(root, path));

const read = new Set();
function follow(file) {
  if (read.has(file)) return;
  read.add(file);
  const { importedFiles, referencedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  if (referencedFiles.length > 0) throw new Error(`${file} refers to files by path, which tools/prune-declarations.mjs does not follow`);
  for (const { fileName: module } of importedFiles.filter(({ fileName }) => fileName.startsWith('.'))) {
    const path = join(dirname(file), module);
    const target = [`${path}.d.ts`, join(path, 'index.d.ts')].find(existsSync);
    if (!target) throw new Error(`${file} needs '${module}', of which there is no declaration`);
    follow(target);
  }
}
entries.forEach(follow);

const lib = join(root, 'lib');
const declarations = readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.d.ts')).map((name) => join(lib, name));
declarations.filter((file) => !read.has(file)).forEach((file) => rmSync(file));
