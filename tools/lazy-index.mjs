// Makes the targets in lib/index.js load when they are first touched, so that a user of one cloud does not pay for five.
// The getters have the one shape that Node's lexer of CommonJS modules recognises: with another one
// `import { tfgcp } from 'ml-platform-constructs'` would fail. Runs after the compile.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const index = join(dirname(fileURLToPath(import.meta.url)), '..', 'lib', 'index.js');
const EAGER = /^exports\.(\w+) = __importStar\(require\("(\.\/\w+)"\)\);$/gm;

const lines = readFileSync(index, 'utf8');
const targets = [...lines.matchAll(EAGER)];
if (targets.length === 0 && !lines.includes('const lazy = {')) {
  throw new Error('lib/index.js has no `export * as` left to make lazy: the pattern of tools/lazy-index.mjs is outdated');
}
if (targets.length > 0) {
  const body = lines.replace(EAGER, '').replace(/^exports\.\w+ = (exports\.\w+ = )*void 0;$/m, '').replace(/^\/\/# sourceMappingURL=.*$/m, '').trimEnd();
  writeFileSync(index, [
    body,
    'const lazy = {',
    ...targets.map(([, name, path]) => `    get ${name}() { return require("${path}"); },`),
    '};',
    ...targets.map(([, name]) => `Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return lazy.${name}; } });`),
    '',
  ].join('\n'));
}
