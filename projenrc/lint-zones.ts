import { Component } from 'projen';
import type { Eslint } from 'projen/lib/javascript';
import type { TypeScriptProject } from 'projen/lib/typescript';
import { ROOMS } from './rooms';

const CODED_ERRORS = 'an error of the library starts with a public code: collect it in the plan, or throw a ValidationError';
const NOT_AT_SYNTH = 'the same program gives the same bytes: no clock and no random at synth';

/** Lint as projen has it, without what the compiler checks anyway, and with the rooms of `src/` locked. */
export class LintZones extends Component {
  constructor(project: TypeScriptProject) {
    super(project);
    const eslint = project.eslint!;
    this.withoutTypes(project, eslint);
    this.lockRooms(eslint);
    this.keepPromises(eslint);

    project.removeTask('eslint'); // tools/lint.mjs lints without repairing, and one folder at a time if asked
  }

  /** Types are checked by the compile: without them lint takes seconds and works on a file that does not compile yet. */
  private withoutTypes(project: TypeScriptProject, eslint: Eslint): void {
    delete eslint.config.parserOptions.projectService;
    eslint.config.settings['import/resolver'] = { node: { extensions: ['.ts', '.js', '.d.ts'] } };
    project.deps.removeDependency('eslint-import-resolver-typescript');
    for (const rule of [
      'import/no-unresolved', 'import/no-extraneous-dependencies',
      '@typescript-eslint/no-floating-promises', '@typescript-eslint/return-await',
    ]) delete eslint.rules[rule];
    eslint.addRules({
      'import/order': ['error', { groups: ['builtin', 'external', 'parent', 'sibling'], alphabetize: { order: 'asc', caseInsensitive: true } }],
    });
    eslint.addIgnorePattern('cdk.out/');
    eslint.addIgnorePattern('cdktf.out/');
  }

  private lockRooms(eslint: Eslint): void {
    eslint.addRules({
      'import/no-restricted-paths': ['error', {
        zones: ROOMS.map((room) => ({
          target: `./src/${room.dir}`,
          from: './src',
          except: [room.dir, ...room.rooms].map((dir) => `./${dir}`),
          message: room.why,
        })),
      }],
    });
    for (const room of ROOMS) {
      const allowed = ['\\.{1,2}(/.*)?', ...room.packages].join('|');
      eslint.addOverride({
        files: [`src/${room.dir}/**/*.ts`],
        rules: {
          'no-restricted-imports': ['error', {
            patterns: [
              { regex: `^(?!(${allowed})$)`, message: room.why },
              { regex: '^\\.{1,2}(/\\.\\.)*(/index)?/?$', message: 'an index is the door for other rooms; from inside it makes a cycle: import the file itself' },
            ],
          }],
        },
      });
    }
  }

  /** What every file of the library keeps. */
  private keepPromises(eslint: Eslint): void {
    eslint.addOverride({
      files: ['src/**/*.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          { object: 'Math', property: 'random', message: NOT_AT_SYNTH },
          { object: 'Date', property: 'now', message: NOT_AT_SYNTH },
        ],
        'no-restricted-syntax': [
          'error',
          { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: NOT_AT_SYNTH },
          { selector: 'ThrowStatement > NewExpression[callee.name="Error"]', message: CODED_ERRORS },
        ],
        'max-lines': ['error', { max: 400 }],
      },
    });
    const noCode = {
      selector: 'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[declaration=null])',
      message: 'an index only re-exports: code lives in a file that is named after it',
    };
    const wholeFiles = {
      selector: 'ExportNamedDeclaration[source!=null]',
      message: 'an index exports whole files: jsii forgets the sub-module of a type that is exported by name (JSII9002); '
        + 'what is internal lives in another file',
    };
    const publicRooms = ROOMS.filter(({ dir, exported }) => exported || dir === 'core').map(({ dir }) => dir);
    eslint.addOverride({ files: ['src/**/index.ts'], rules: { 'no-restricted-syntax': ['error', noCode] } });
    eslint.addOverride({ files: publicRooms.map((dir) => `src/${dir}/**/index.ts`), rules: { 'no-restricted-syntax': ['error', noCode, wholeFiles] } });
    eslint.addOverride({ files: ['src/facts/**/*.ts'], rules: { 'max-lines': 'off' } });
  }
}
