import { audit, written } from './audit';
import { Break } from './breaks';
import { breaksOf } from './feature-breaks';
import { BATCH, buildFeatures, LIVE, STORES } from './feature-builds';

/** The suite of features says that nothing is wrong; here is that it would find what is, since no other checker knows these resources. */
describe.each(STORES)('an audit of features in %s', (_, subject, kind) => {
  let texts: Record<string, string>;
  beforeAll(() => {
    const built = buildFeatures(subject, kind);
    const vectors = kind === 'feast' || !subject.target.refusals['features/managed-vectors'];
    built.add([{ ...BATCH, features: BATCH.features.filter(({ type }) => vectors || type !== 'vector') }, LIVE]);
    texts = written(built);
  });

  test.each(breaksOf(subject.target.name, kind).map((one): [string, Break] => [one.what, one]))('finds %s', (_what, one) => audit(subject, texts, one));
});
