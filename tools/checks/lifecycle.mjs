import { jestSuite } from './jest-suite.mjs';

/** Apply, change and destroy on local servers. */
export function run(tally, { full }) {
  jestSuite(tally, 'lifecycle', 'test/lifecycle/jest.config.json', { LIFECYCLE_FULL: full ? '1' : '' });
}
