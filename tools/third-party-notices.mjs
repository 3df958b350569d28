// Writes THIRD-PARTY-NOTICES: whose code the package carries, under which licence, and where its source is.
// The text depends on the installed packages only. Runs after the compile.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (...path) => readFileSync(join(root, ...path), 'utf8').replace(/\r\n/g, '\n').trim();
const manifest = JSON.parse(read('package.json'));

const vendored = Object.keys(manifest.devDependencies).filter((name) => name.startsWith('@cdktf/provider-'));
const bundled = manifest.bundledDependencies ?? [];

const packages = [...vendored, ...bundled].sort().map((name) => {
  const { version, license, repository } = JSON.parse(read('node_modules', name, 'package.json'));
  const file = readdirSync(join(root, 'node_modules', name)).find((entry) => /^licen[cs]e/i.test(entry));
  const url = (repository?.url ?? repository).replace(/^git(\+|:)/, '').replace(/^github:|^\/\//, 'https://github.com/').replace(/\.git$/, '');
  return { name, version, license, url, text: read('node_modules', name, file), vendored: vendored.includes(name) };
});

const texts = [...new Set(packages.map(({ text }) => text))];
const rule = '-'.repeat(100);
writeFileSync(join(root, 'THIRD-PARTY-NOTICES'), [
  `${manifest.name} carries code of the packages below. Its own licence (LICENSE) does not cover them.`,
  'The vendored provider bindings are tables and minified code in lib/providers; their source code form is at the address given, in the version given, and on npm.',
  ...texts.flatMap((text) => {
    const carried = packages.filter((entry) => entry.text === text);
    return [
      rule,
      carried.map(({ name, version, license, url, vendored: inLib }) =>
        `${name} ${version} (${license}), ${inLib ? 'in lib/providers' : `in node_modules/${name}`}, source: ${url}`).join('\n'),
      text,
    ];
  }),
  '',
].join('\n\n'));
