import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimePage } from './runtime-table';

const PAGE = join(__dirname, '../../docs/runtimes.md');

test('the table of runtimes in the documentation is what the almanac has', () => {
  if (process.env.UPDATE_RUNTIMES) writeFileSync(PAGE, runtimePage());
  expect(readFileSync(PAGE, 'utf8')).toBe(runtimePage());
});
