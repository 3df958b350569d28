import { program } from './program.mjs';

const GENERATED = ['package.json', 'tsconfig.json', '.eslintrc.json', 'jest.config.json'];

/** What is generated and committed is what the generators write today. */
export function run(tally) {
  for (const [what, args] of [['projen', ['node_modules/tsx/dist/cli.mjs', '.projenrc.ts']], ['docs', ['tools/docs.mjs', '--check']]]) {
    const result = program(process.execPath, args, { env: { PROJEN_DISABLE_POST: 'true' } });
    if (!result.ok) return tally.fail(`generated files (${what})`, result.output);
  }
  const changed = program('git', ['status', '--porcelain', '--', ...GENERATED]).stdout.trim();
  return changed ? tally.fail('generated files', `differ from what is committed:\n${changed}`) : tally.pass('generated files');
}
