import { IConstruct } from 'constructs';
import { literal, physicalName, Problems, requireCapability, Target } from '../private';
import { Duration, Schedule } from '../units';
import { checkColumns, FeatureType } from './column-checks';
import { Feature } from './feature';
import { FeatureGroupProps } from './feature-group';
import { FeatureService } from './feature-service';
import { planSource, SourcePlan } from './feature-source-plan';

/** A column as a target renders it. */
export interface ColumnPlan {
  readonly name: string;
  readonly type: FeatureType;
  /** Of a vector. */
  readonly dimension?: number;
  readonly description?: string;
  readonly personalData: boolean;
}

/** A group as a target renders it. */
export interface FeatureGroupPlan {
  /** The name in the store, which is also the id of its construct. */
  readonly groupName: string;
  /** The name that the service knows it by. */
  readonly name: string;
  readonly entityKeys: readonly ColumnPlan[];
  readonly eventTime: string;
  /** Without keys and event time. */
  readonly features: readonly ColumnPlan[];
  /** Absent where nothing is online. */
  readonly online?: 'standard' | 'low';
  readonly offline: boolean;
  readonly ttlSeconds?: number;
  /** When the online store is filled from the offline one. */
  readonly refresh: Schedule;
  readonly refreshGiven: boolean;
  readonly freshnessSeconds?: number;
  /** The same in the user's words. */
  readonly freshnessText?: string;
  readonly source: SourcePlan;
  readonly description?: string;
  readonly owner?: string;
}

/** What the plan of a group has to know. */
export interface GroupContext {
  readonly scope: IConstruct;
  readonly target: Target;
  readonly storeName: string;
  readonly service: FeatureService;
  /** Whether the store is the cloud's own service. */
  readonly managed: boolean;
  readonly storageUri: RegExp;
  readonly storageName: string;
}

/** Checks a group and completes it. */
export function planFeatureGroup(props: FeatureGroupProps, context: GroupContext, problems: Problems): FeatureGroupPlan {
  const { groupName, entityKeys, eventTime, features, online, offline = true, timeToLive, refresh } = props;
  checkColumns(props, context.service, problems);
  problems.collect(() => literal(props.owner, `the owner of '${groupName}'`));
  checkStores(props, problems);
  const plan: FeatureGroupPlan = {
    groupName,
    name: groupPhysicalName(groupName, context, problems),
    entityKeys: entityKeys.map(columnOf),
    eventTime,
    features: features.map(columnOf),
    online,
    offline,
    ttlSeconds: timeToLive && Math.floor(timeToLive.toMilliseconds() / 1000),
    refresh: refresh ?? usualRefresh(props),
    refreshGiven: refresh !== undefined,
    freshnessSeconds: checkedFreshness(props, context.service, problems),
    freshnessText: props.freshness && String(props.freshness),
    source: planSource(groupName, props.source, context, problems),
    description: props.description,
    owner: props.owner,
  };
  if (context.managed) requireAllOfManaged(plan, context.target, problems);
  return plan;
}

/** All columns, in the order in which tables have them. */
export function columnsOf({ entityKeys, eventTime, features }: Pick<FeatureGroupPlan, 'entityKeys' | 'eventTime' | 'features'>): ColumnPlan[] {
  return [...entityKeys, { name: eventTime, type: 'timestamp', personalData: false }, ...features];
}

/** Whether a group has personal data; keys are not counted as such unless they say so. */
export function hasPersonalData(group: Pick<FeatureGroupPlan, 'entityKeys' | 'features'>): boolean {
  return [...group.entityKeys, ...group.features].some(({ personalData }) => personalData);
}

/** Lengths that divide an hour, so that a cron line of every cloud can say them. */
const REFRESH_MINUTES = [60, 30, 20, 15, 10, 5];

/** Each hour, or as often as new values are expected, with a half to spare. */
function usualRefresh({ freshness }: FeatureGroupProps): Schedule {
  const half = (freshness?.toMilliseconds() ?? Infinity) / 120_000;
  return Schedule.every(Duration.minutes(REFRESH_MINUTES.find((minutes) => minutes <= half) ?? 1));
}

function columnOf({ name, type, dimension, description, personalData }: Feature): ColumnPlan {
  return { name, type: type as FeatureType, dimension, description, personalData };
}

/** Names of groups have underscores, which some services take in names and others do not. */
function groupPhysicalName(groupName: string, { service, managed, storeName }: GroupContext, problems: Problems): string {
  // Every object has a constructor, so that none can be a child of that name: https://github.com/aws/constructs
  if (!/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(groupName) || groupName === 'constructor') {
    problems.add('features/group-name', `'${groupName}' cannot name a group: give lower-case letters and digits with single underscores between, a letter first`);
    return groupName;
  }
  const separator = service.groupRule.separator;
  const parts = managed ? [storeName, groupName] : [groupName];
  return physicalName(service.groupRule, parts.map((part) => part.replace(/[-_]/g, separator)), problems);
}

function checkStores({ groupName, online, offline = true, timeToLive, refresh }: FeatureGroupProps, problems: Problems): void {
  if (!online && !offline) problems.add('features/no-store', `'${groupName}' is neither online nor offline, so that its values are nowhere: say 'online', or leave 'offline' out`);
  if (!online && timeToLive) {
    problems.add('features/ttl-offline', `values of '${groupName}' are to go after ${timeToLive}, but they are offline only, where all of them are kept: say 'online', or leave 'timeToLive' out`);
  }
  if (!online && refresh) problems.add('features/refresh-offline', `'${groupName}' has nothing online that could be refreshed: say 'online', or leave 'refresh' out`);
  if (timeToLive && timeToLive.toMilliseconds() < 1000) problems.add('features/ttl', `values of '${groupName}' are to go at once: give a time to live of a second or more`);
}

function checkedFreshness(props: FeatureGroupProps, { name, longestFreshness }: FeatureService, problems: Problems): number | undefined {
  const { groupName, freshness, refresh } = props;
  if (!freshness) return undefined;
  const millis = freshness.toMilliseconds();
  const longest = longestFreshness?.toMilliseconds() ?? Infinity;
  if (millis < 60_000 || millis > longest) {
    const bounds = longestFreshness ? `1 minute to ${longestFreshness}` : '1 minute or more';
    problems.add('features/freshness', `new values of '${groupName}' are expected within ${freshness}, which no alarm of ${name} can watch: give ${bounds}`);
  }
  const interval = refresh?.interval;
  if (interval && interval.toMilliseconds() > millis) {
    problems.add('features/freshness-unmet', `new values of '${groupName}' are expected within ${freshness}, but come online every ${interval} only: refresh more often, or expect them later`);
  }
  return Math.floor(millis / 1000);
}

function requireAllOfManaged(plan: FeatureGroupPlan, target: Target, problems: Problems): void {
  const { groupName, entityKeys, features, offline, ttlSeconds, source, online } = plan;
  const require = (asked: boolean, capability: Parameters<typeof requireCapability>[1], wish: string) => {
    if (asked) requireCapability(target, capability, `${wish} of '${groupName}'`, problems);
  };
  require(entityKeys.length > 1, 'features/managed-composite-key', 'several columns are to be the key');
  require(online !== undefined && !offline, 'features/managed-online-only', 'the online store is to be the only one');
  require(ttlSeconds !== undefined, 'features/managed-time-to-live', 'there is to be a time to live');
  require(online === 'low', 'features/managed-low-latency', 'the online store is to be the fast one');
  require(features.some(({ type }) => type === 'vector'), 'features/managed-vectors', 'a vector is to be one of the features');
  require(source.kind === 'table', 'features/managed-table', 'a folder of Parquet files is to be the source');
  require(source.kind === 'stream' && source.shardsGiven, 'features/managed-shards', 'there is to be a number of shards in the stream');
}
