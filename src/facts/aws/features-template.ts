import { databaseInput } from './features-catalog';
import { FeatureProblem } from './features-checks';
import { featureGroup, GroupFacts } from './features-group';
import { ingestCode } from './features-ingest';

/** What CloudFormation takes of a template: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST = { resources: 500, outputs: 200, bytes: 1_048_576 } as const;

/** What a group brings into the template of its store. */
export interface TemplateGroup extends GroupFacts {
  readonly streamed: boolean;
  readonly watched: boolean;
}

type Sizes = Readonly<Record<keyof typeof MOST, number>>;

/** The dashboard, and the name. */
const STORE: Sizes = { resources: 1, outputs: 1, bytes: 0 };

const NOWHERE = { platformName: '', keyArn: '', roleArn: '', offlineUri: '', database: '' };

/** Counted in templates without indentation, and rounded down, since what is refused for its size is never to be what would have fitted. */
const PARTS = {
  group: { resources: 1, outputs: 1, bytes: 1_400 },
  offline: { resources: 3, outputs: 1, bytes: 2_500 },
  stream: { resources: 10, outputs: 1, bytes: 10_000 },
  watched: { resources: 1, outputs: 0, bytes: 800 },
} as const;

/** What a store alone has at least. */
export function templateSizes(store: string, groups: readonly TemplateGroup[]): Sizes {
  const parts = groups.flatMap(({ offline, streamed, watched }) => [
    PARTS.group, ...(offline ? [PARTS.offline] : []), ...(streamed ? [PARTS.stream] : []), ...(watched ? [PARTS.watched] : []),
  ]);
  const sum = (what: keyof Sizes) => [STORE, ...parts].reduce((all, part) => all + part[what], 0);
  return { resources: sum('resources'), outputs: sum('outputs'), bytes: sum('bytes') + texts(store, groups) };
}

/** What grows with the columns. A group without a key is refused for that. */
function texts(store: string, groups: readonly TemplateGroup[]): number {
  const whole = groups.filter(({ entityKeys }) => entityKeys.length > 0);
  const code = whole.filter(({ streamed }) => streamed).map((group) => ingestCode(group, { platformName: '', deadLetterPrefix: '' }));
  const definitions = whole.map((group) => featureGroup(group, NOWHERE).FeatureDefinitions);
  const meanings = groups.some(({ offline }) => offline) ? databaseInput(store, groups, '').Parameters : {};
  return Buffer.byteLength(JSON.stringify([code, definitions, meanings]));
}

/** Why the template of a store cannot be; what else its stack has is not looked at. */
export function templateProblems(store: string, groups: readonly TemplateGroup[]): FeatureProblem[] {
  const sizes = templateSizes(store, groups);
  const over = (Object.keys(MOST) as Array<keyof Sizes>).filter((what) => sizes[what] > MOST[what]);
  if (over.length === 0) return [];
  const told = over.map((what) => `${sizes[what]} ${what} (${MOST[what]} at most)`).join(' and ');
  return [{
    code: 'features/too-many',
    message: `the ${groups.length} groups of the store would be a template of at least ${told}, which CloudFormation does not take: divide them among several stores, each in a stack of its own`,
  }];
}
