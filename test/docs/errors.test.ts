import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPABILITIES } from '../../src/core/platform/capability';

const ROOT = join(__dirname, '../..');

/** Every code that the source can give: each text of the form `area/problem` whose area is one of the page's. Facts hold names of clouds, too: there a code is called one, or begins a refusal. */
function codesInSource(): string[] {
  const areas = new Set(codesInDocs().map((code) => code.split('/')[0]));
  const files = readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    const codes = file.startsWith('facts') ? /(?:\bcode: |\brefusal\(\s*|\badd\(\s*)'([a-z-]+\/[a-z0-9-]+)'/gm : /(?:^|[^`])'([a-z-]+\/[a-z0-9-]+)'/gm;
    return [...text.matchAll(codes)].map(([, code]) => code).filter((code) => areas.has(code.split('/')[0]));
  });
  return [...new Set([...found, ...CAPABILITIES])].sort();
}

function codesInDocs(): string[] {
  const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
  return [...page.matchAll(/^\| `([a-z0-9-]+\/[a-z0-9-]+)` \|/gm)].map(([, code]) => code).sort();
}

test('docs/errors.md has every code that can be given, and no other', () => {
  expect(codesInDocs()).toEqual(codesInSource());
});
