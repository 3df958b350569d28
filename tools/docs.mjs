#!/usr/bin/env node
// npm run docs             API.md and docs/api/<target>.md from the compiled library
// npm run docs -- --check  fails if the committed ones differ
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError, build, install, node, root } from './setup.mjs';

const PAGES = 'docs/api';

/** The pages by their paths in the project. */
function generate() {
  const scratch = '.cache/docs';
  rmSync(join(root, scratch), { recursive: true, force: true });
  mkdirSync(join(root, scratch), { recursive: true });
  node(['node_modules/jsii-docgen/bin/jsii-docgen', '--split-by-submodule', '--output', `${scratch}/API`], { what: 'jsii-docgen' });

  const read = (name) => readFileSync(join(root, scratch, `${name}.md`), 'utf8').replace(/[ \t]+$/gm, '').trimEnd();
  const targets = readdirSync(join(root, scratch)).map((file) => file.replace(/\.md$/, '')).filter((name) => name !== 'API').sort();
  const toRoot = (page) => page.replace(/<code>ml-platform-constructs\.(\w+)<\/code>/g, '<code><a href="../../API.md#ml-platform-constructs.$1">$1</a></code>');
  return new Map([
    ['API.md', `${read('API').replace(/\]\(\.\/(\w+)\.md\)/g, `](./${PAGES}/$1.md)`)}\n`],
    ...targets.map((name) => [`${PAGES}/${name}.md`, `${toRoot(read(name))}\n`]),
  ]);
}

try {
  install();
  build();
  const pages = generate();
  const stale = [...pages].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);
  if (process.argv.includes('--check')) {
    if (stale.length > 0) throw new SetupError(`not up to date: ${stale.join(', ')}; run npm run docs and commit what it writes`);
  } else {
    for (const path of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), pages.get(path));
    }
  }
  console.log(`${pages.size} pages, ${stale.length} written`);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
