import { Component, JsonFile } from 'projen';
import type { NodeProject } from 'projen/lib/javascript';

/** Suites that are too slow or too special for every run; each has a task and a configuration of its own. */
const SLOW_SUITES = ['consumers', 'lifecycle'];

/** jest through swc: types are checked by the compile, once, and not again by every test file. */
export class JestSwc extends Component {
  constructor(project: NodeProject) {
    super(project);
    this.configuration('jest.config.json', {
      rootDir: '.',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...SLOW_SUITES.map((suite) => `<rootDir>/test/${suite}/`)],
      setupFiles: ['<rootDir>/test/support/no-network.ts'],
      maxWorkers: '100%',
      // What synthesis leaves behind in a worker adds up: one that has grown is started anew between two files.
      workerIdleMemoryLimit: '1GB',
    });
    for (const suite of SLOW_SUITES) {
      const file = `test/${suite}/jest.config.json`;
      this.configuration(file, { rootDir: '../..', testMatch: [`<rootDir>/test/${suite}/**/*.test.ts`], maxWorkers: 1 });
      project.addTask(`test:${suite}`, { description: `Run the slow suite test/${suite}`, execArgs: ['jest', '--config', file], receiveArgs: true });
    }
  }

  private configuration(file: string, options: Record<string, unknown>): void {
    new JsonFile(this.project, file, {
      marker: true,
      obj: {
        ...options,
        testTimeout: 60_000,
        clearMocks: true,
        modulePathIgnorePatterns: ['<rootDir>/(lib|dist|out|\\.cache)/'],
        moduleNameMapper: {
          '^ml-platform-constructs$': '<rootDir>/src',
          '^ml-platform-constructs/([a-z0-9]+)$': '<rootDir>/src/$1',
        },
        transform: {
          '^.+\\.ts$': ['@swc/jest', {
            jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
            module: { type: 'commonjs' },
          }],
        },
      },
    });
  }
}
