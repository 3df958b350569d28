// Takes the comments out of the compiled JavaScript: who uses a class reads them in its declaration, which keeps them.
// Names and statements stay as they are written, each on its line, so that a stack trace says where it is. Runs after the compile.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const lib = join(dirname(fileURLToPath(import.meta.url)), '..', 'lib');
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

for (const file of readdirSync(lib, { recursive: true }).filter((name) => name.endsWith('.js'))) {
  const path = join(lib, file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  writeFileSync(path, printer.printFile(source));
}
