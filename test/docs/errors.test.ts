import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPABILITIES } from '../../src/core/platform/capability';

const ROOT = join(__dirname, '../..');

/** Every code that the source can give: the first argument of `problems.add` and `refuse`, and every capability. */
function codesInSource(): string[] {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'src', file), 'utf8');
    return [...text.matchAll(/(?:\.add|\brefuse)\(\s*'([a-z0-9]+\/[a-z0-9-]+)'/g)].map(([, code]) => code);
  });
  return [...new Set([...found, ...CAPABILITIES])].sort();
}

function codesInDocs(): string[] {
  const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
  return [...page.matchAll(/^\| `([a-z0-9]+\/[a-z0-9-]+)` \|/gm)].map(([, code]) => code).sort();
}

test('docs/errors.md has every code that can be given, and no other', () => {
  expect(codesInDocs()).toEqual(codesInSource());
});
