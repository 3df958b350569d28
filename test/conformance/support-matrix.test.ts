import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { supportMatrix } from './support-matrix';

const PAGE = join(__dirname, '../../docs/support-matrix.md');

test('the support matrix in the documentation is what the targets do', () => {
  if (process.env.UPDATE_MATRIX) writeFileSync(PAGE, supportMatrix());
  expect(readFileSync(PAGE, 'utf8')).toBe(supportMatrix());
});
