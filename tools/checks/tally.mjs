/** Counts what passed, failed and was skipped, and says each but the passed ones with its reason. */
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  add(passed, failed, skipped) {
    this.passed += passed;
    this.failed += failed;
    this.skipped += skipped;
  }

  pass(what) {
    console.log(`PASS ${what}`);
    this.passed += 1;
  }

  fail(what, reason) {
    console.log(`FAIL ${what}: ${reason}`);
    this.failed += 1;
  }

  skip(what, reason) {
    console.log(`SKIP ${what}: ${reason}`);
    this.skipped += 1;
  }

  toString() {
    return `${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`;
  }
}
