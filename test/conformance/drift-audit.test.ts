import { audit, written } from './audit';
import { Break } from './breaks';
import { driftBreaksOf } from './drift-breaks';
import { buildDrift, measuresAll, MONITORS } from './drift-builds';

const AUDITED = MONITORS.filter(([, { target }, kind]) => driftBreaksOf(target.name, kind).length > 0);

/** The suite of monitors says that nothing is wrong; here is that it would find what is. */
describe.each(AUDITED)('an audit of a monitor by %s', (_, subject, kind) => {
  let texts: Record<string, string>;
  beforeAll(() => {
    const built = buildDrift(subject, kind);
    built.watch(measuresAll(built)).grantRead(subject.identity('reader'));
    texts = written(built);
  });

  test.each(driftBreaksOf(subject.target.name, kind).map((one): [string, Break] => [one.what, one]))('finds %s', (_what, one) => audit(subject, texts, one));
});
