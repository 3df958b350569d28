import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../setup.mjs';
import { program } from './program.mjs';

/** Every `@example`, every TypeScript block of the README, and those of the pages compile. */
export function run(tally) {
  const tablet = join(root, '.cache', 'snippets.json');
  const result = program(process.execPath, ['node_modules/jsii-rosetta/bin/jsii-rosetta', 'extract', '--compile', '--fail', '-o', tablet, root]);
  // rosetta leaves a tablet beside the assembly, which is not part of the package.
  rmSync(join(root, '.jsii.tabl.json'), { force: true });
  if (result.ok) tally.pass('snippets');
  else tally.fail('snippets', result.output);
  pages(tally);
}

/** rosetta reads what is in the package, which the pages are not: each of their blocks is a module that the compiler takes. */
function pages(tally) {
  const folder = join(root, '.cache', 'snippets');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).forEach((page) => {
    const blocks = [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)];
    blocks.forEach(([, code], i) => writeFileSync(join(folder, `${basename(page, '.md')}-${i + 1}.ts`), `${code}export {};\n`));
  });
  const config = join(folder, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: { noEmit: true, noUnusedLocals: false, types: ['node'], rootDir: '../..' }, include: ['*.ts'], exclude: [] }));
  const result = program(process.execPath, ['node_modules/typescript/lib/tsc.js', '--project', config]);
  if (result.ok) tally.pass('snippets of the pages');
  else tally.fail('snippets of the pages', result.output);
}
