import { program } from './program.mjs';

export function run(tally) {
  const result = program(process.execPath, ['tools/lint.mjs']);
  if (result.ok) tally.pass('lint');
  else tally.fail('lint', result.output);
}
