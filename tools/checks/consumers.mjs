import { jestSuite } from './jest-suite.mjs';

/** The packed package, installed as its users do. */
export function run(tally) {
  jestSuite(tally, 'consumers', 'test/consumers/jest.config.json');
}
