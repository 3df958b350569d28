import { program } from './program.mjs';

/** Prints each budget beside its ceiling. Time depends on the machine, so that only sizes fail the run. */
export function run(tally) {
  const result = program(process.execPath, ['tools/benchmark.mjs', '--strict']);
  console.log(result.output);
  if (result.ok) tally.pass('budgets');
  else tally.fail('budgets', `the benchmark ended with ${result.status}`);
}
