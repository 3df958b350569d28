import { CAPABILITIES } from '../../src/core/platform/capability';
import { PROBES } from './probes';
import { SUBJECTS } from './subjects';

/**
 * The page `docs/support-matrix.md`. `capabilities.test.ts` proves, in the same run, that each "yes" is visible in the output and that each "no"
 * is a refusal with these words.
 */
export function supportMatrix(): string {
  const names = SUBJECTS.map(({ target }) => target.name);
  const rows = CAPABILITIES.map((capability) => {
    const cells = SUBJECTS.map(({ target }) => (target.refusals[capability] ? `no (${noteNumber(target.name, capability)})` : 'yes'));
    return `| ${PROBES[capability].title} | \`${capability}\` | ${cells.join(' | ')} |`;
  });
  const notes = NOTES.map(({ target, capability }, i) => {
    const { reason, alternative } = SUBJECTS.find((subject) => subject.target.name === target)!.target.refusals[capability]!;
    return `${i + 1}. \`${target}\`, \`${capability}\`: ${reason}; ${alternative}.`;
  });
  return [
    '# What each target can do',
    '',
    'Generated from the conformance suite (`npm run matrix`); the build fails when this page and the tests differ.',
    'A "no" is a typed refusal whose code is the second column. It comes from the constructor, before anything is made.',
    '',
    `| what | code | ${names.join(' | ')} |`,
    `|---|---|${names.map(() => '---|').join('')}`,
    ...rows,
    '',
    ...notes,
    '',
  ].join('\n');
}

const NOTES = CAPABILITIES.flatMap((capability) =>
  SUBJECTS.filter(({ target }) => target.refusals[capability]).map(({ target }) => ({ target: target.name, capability })),
);

function noteNumber(target: string, capability: string): number {
  return NOTES.findIndex((note) => note.target === target && note.capability === capability) + 1;
}
