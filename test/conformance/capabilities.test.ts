import { Errors } from '../../src/core';
import { CAPABILITIES } from '../../src/core/platform/capability';
import { PROBES } from './probes';
import { SUBJECTS } from './subjects';

/** Each capability is either given, visibly, or refused with its own code, a reason and an alternative. Nothing in between. */
describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('%s', (_, subject) => {
  describe.each(CAPABILITIES)('%s', (capability) => {
    const probe = PROBES[capability];
    const refusal = subject.target.refusals[capability];

    if (refusal) {
      test(`refuses ${probe.title}, with a reason and an alternative`, () => {
        let caught: unknown;
        try {
          const { platform } = subject.platform(probe.props(subject));
          probe.act?.(platform, subject);
        } catch (error) {
          caught = error;
        }
        expect(Errors.codesOf(caught)).toContain(capability);
        expect((caught as Error).message).toContain(refusal.reason);
        expect((caught as Error).message).toContain(refusal.alternative);
      });
    } else {
      test(`gives ${probe.title}`, () => {
        const built = subject.platform(probe.props(subject));
        probe.act?.(built.platform, subject);
        probe.shows(built.synth(), subject);
      });
    }
  });
});
