import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { isUnresolved, Problems } from '../../core/private';
import { SPARK_MACHINES } from '../../facts/azure/features-limits';
import { REDIS_IDS, REDIS_SIZE } from '../../facts/azure/features-online';
import { STREAM_COLUMNS } from '../../facts/azure/features-stream';
import { requireResourceId } from '../platform/resource-ids';
import { checkFeast } from './feast-checks';
import { FeatureStoreProps } from './feature-store-props';
import { keyIsElsewhere } from './platform-parts';
import { refreshRecurrence, windowMillis } from './refresh-recurrence';

/** Notes what Azure cannot do of it. */
export function checkFeatures(plan: FeatureStorePlan, props: FeatureStoreProps, problems: Problems): void {
  if (isFeast(plan)) {
    checkFeast(plan, props, problems);
    return;
  }
  plan.groups.forEach((group) => checkGroup(group, problems));
  checkOnline(plan, props, problems);
  checkDelays(plan, props, problems);
  checkKey(props, problems);
  const { sparkMachine, platform: { network } } = props;
  if (sparkMachine !== undefined && !isUnresolved(sparkMachine) && !Object.hasOwn(SPARK_MACHINES, sparkMachine)) {
    problems.add('features/spark-machine', `'${sparkMachine}' is no machine of serverless Spark: give one of ${Object.keys(SPARK_MACHINES).join(', ')}`);
  }
  // "This is the only supported network isolation mode": https://learn.microsoft.com/en-us/azure/machine-learning/tutorial-network-isolation-for-feature-store
  if (plan.groups.some(({ online }) => online) && network.egress !== undefined && network.egress.kind !== 'nat') {
    problems.add('features/egress', `the network of '${props.platform.platformName}' lets nothing out, but Azure ML brings values online from a managed network that reaches the internet only: give the platform Egress.nat(), leave 'online' out, or take FeatureStoreKind.feast(…)`);
  }
}

function checkGroup(group: FeatureGroupPlan, problems: Problems): void {
  const { groupName, online, refresh, refreshGiven, freshnessText, ttlSeconds } = group;
  if (online && !refreshRecurrence(refresh)) {
    problems.add('features/refresh', refreshGiven
      ? `'${groupName}' is to be refreshed at times that Azure ML does not have: give Schedule.every(…) of whole hours or days, Schedule.daily(…), or Schedule.cron({ minute: '30' })`
      : `new values of '${groupName}' are expected within ${freshnessText}, but Azure ML brings them online once an hour at most: give a 'freshness' of two hours or more, or say 'refresh'`);
  }
  checkStreamed(group, problems);
  if (ttlSeconds !== undefined && ttlSeconds % 60 !== 0) {
    problems.add('features/ttl', `values of '${groupName}' are to go after ${ttlSeconds} seconds, but Azure ML counts in minutes: give whole minutes`);
  }
  const recurrence = refreshRecurrence(refresh);
  if (online && recurrence && ttlSeconds !== undefined && ttlSeconds * 1000 < windowMillis(recurrence)) {
    problems.add('features/ttl', `values of '${groupName}' are to go after ${ttlSeconds} seconds, before the next ones come online: give a longer time to live, or refresh more often`);
  }
}

function checkStreamed({ groupName, source, entityKeys, features, eventTime }: FeatureGroupPlan, problems: Problems): void {
  if (source.kind !== 'stream') return;
  const names = [...entityKeys.map(({ name }) => name), eventTime, ...features.map(({ name }) => name)];
  names.filter((name) => STREAM_COLUMNS.includes(name)).forEach((name) => {
    problems.add('features/reserved', `'${groupName}' has a column '${name}', but Stream Analytics adds one of that name to each event: choose another name`);
  });
}

function checkOnline({ groups }: FeatureStorePlan, { onlineSize, existingOnlineStoreId: id }: FeatureStoreProps, problems: Problems): void {
  const online = groups.some((group) => group.online !== undefined);
  if (onlineSize !== undefined && !isUnresolved(onlineSize) && !REDIS_SIZE.test(onlineSize)) {
    problems.add('features/online-size', `'${onlineSize}' is no size of Azure Managed Redis: give one such as 'Balanced_B10', 'MemoryOptimized_M20' or 'ComputeOptimized_X10'`);
  }
  if (onlineSize !== undefined && (id !== undefined || !online)) {
    problems.add('features/online-size', `'onlineSize' is given, but ${id === undefined ? 'no group is online' : 'the online store exists already'}: leave it out`);
  }
  if (id !== undefined && !isUnresolved(id) && !REDIS_IDS.some((pattern) => pattern.test(id))) {
    problems.add('features/existing-online', `'${id}' is no Redis that Azure ML takes: give the id of a database of Azure Managed Redis ('…/Microsoft.Cache/redisEnterprise/…/databases/default'), or of a 'Microsoft.Cache/Redis'`);
  }
}

function checkDelays({ groups }: FeatureStorePlan, { sourceDelays = {} }: FeatureStoreProps, problems: Problems): void {
  Object.entries(sourceDelays).forEach(([groupName, delay]) => {
    if (!groups.some((group) => group.groupName === groupName)) problems.add('features/source-delay', `the source of '${groupName}' is to be late, but there is no such group: correct the name`);
    if (delay.toMilliseconds() % 60_000 !== 0) problems.add('features/source-delay', `the source of '${groupName}' is ${delay} late, but Azure ML counts in minutes: give whole minutes`);
  });
}

function checkKey({ platform, encryptionKeyVaultId: id }: FeatureStoreProps, problems: Problems): void {
  if (id !== undefined) {
    requireResourceId(id, 'Microsoft.KeyVault/vaults', "the vault of the platform's key", problems);
  } else if (keyIsElsewhere(platform)) {
    problems.add('features/key-vault', `the key of '${platform.platformName}' existed before the platform, and its workspace has to know which vault it is in: give 'encryptionKeyVaultId'`);
  }
  if (platform.versionedEncryptionKeyId === undefined) {
    problems.add('features/versioned-key', `the version of the key of '${platform.platformName}' is not known, which a workspace and Redis ask for: give 'versionedEncryptionKeyId' with the platform's attributes`);
  }
}
