import { IConstruct } from 'constructs';
import { Problems, requireCapability, Target } from '../private';
import { requireSoftware } from '../serving/cluster-endpoint-plan';
import { ClusterTraits } from '../training';
import { ClusterWithTraits, hasTraits, whyForeign } from '../training/cluster-traits';
import { FeastDatabase } from './feast-database';
import { FeatureGroupProps } from './feature-group';
import { FeatureStoreKind } from './feature-store-kind';
import { OnlineLatency } from './online-latency';

/** Feast in a cluster. */
export interface FeastPlace {
  readonly kind: 'feast';
  readonly cluster: ClusterWithTraits;
  /** The cluster as it was when the store was made. */
  readonly traits: ClusterTraits;
  readonly namespace: string;
  /** Absent where the cloud's own is made. */
  readonly database?: FeastDatabase;
}

/** Where a store is. */
export type FeatureStorePlace = { readonly kind: 'managed' } | FeastPlace;

/** What a store is to a cluster: software by this name. */
export function featureSoftwareName(store: string): string {
  return `features-${store}`;
}

/** Finds the place of a store; notes what it lacks. */
export function planStorePlace(
  kind: FeatureStoreKind,
  groups: readonly FeatureGroupProps[],
  scope: IConstruct,
  target: Target,
  problems: Problems,
): FeatureStorePlace | undefined {
  if (kind._cluster) {
    const place = planFeast(kind, scope, target, problems);
    refuseTimeToLive(groups, problems);
    requireFastDatabase(groups, kind._feast!.database, problems);
    if (place) requireFeastSoftware(place, groups, problems);
    return place;
  }
  requireCapability(target, 'features/managed', 'the feature store is to be a service of the cloud', problems);
  return { kind: 'managed' };
}

/** Notes a name that another store of the cluster has, or that its account cannot have. */
export function checkFeastName(store: string, { cluster, namespace, traits }: FeastPlace, problems: Problems): void {
  if (traits.provided.includes(featureSoftwareName(store))) {
    problems.add('features/name-twice', `a feature store '${store}' is in the cluster '${traits.clusterName}' already: choose another id`);
    return;
  }
  cluster._checkServiceAccount(store, { namespace, serviceAccountName: store }, problems);
}

function planFeast(kind: FeatureStoreKind, scope: IConstruct, target: Target, problems: Problems): FeastPlace | undefined {
  const cluster = kind._cluster!;
  const { namespace, database } = kind._feast!;
  if (!database) requireCapability(target, 'features/feast-database', 'Feast is to have a database of the cloud', problems);
  if (!hasTraits(cluster)) {
    problems.add('features/cluster', 'the cluster is none of this library, so that nothing is known of its software: give what addTrainingCluster or TrainingCluster.fromExisting made');
    return undefined;
  }
  const foreign = whyForeign(cluster, scope, target);
  if (foreign) {
    problems.add('features/cluster', foreign);
    return undefined;
  }
  return { kind: 'feast', cluster, traits: cluster._traits(), namespace, database };
}

/** Feast 0.66 answers with the latest value whatever its age: a value of 40 days came as PRESENT where the time to live was one day. */
function refuseTimeToLive(groups: readonly FeatureGroupProps[], problems: Problems): void {
  groups.filter(({ timeToLive }) => timeToLive).forEach(({ groupName }) => {
    problems.add('features/feast-time-to-live', `values of '${groupName}' are to go after a time, but Feast keeps the latest ones whatever their age: leave 'timeToLive' out, and let callers look at the event time`);
  });
}

/** Of the databases that Feast takes, Redis alone answers from memory. */
function requireFastDatabase(groups: readonly FeatureGroupProps[], database: FeastDatabase | undefined, problems: Problems): void {
  if (database?.kind === 'redis') return;
  groups.filter(({ online }) => online === OnlineLatency.LOW).forEach(({ groupName }) => {
    problems.add('features/feast-low-latency', `the online values of '${groupName}' are to come from memory, where Feast has them with Redis only: give FeastDatabase.redis('…'), or take OnlineLatency.STANDARD`);
  });
}

function requireFeastSoftware({ traits }: FeastPlace, groups: readonly FeatureGroupProps[], problems: Problems): void {
  requireSoftware('feast', 'a feature store', traits, problems);
  if (groups.some(({ source }) => source?.kind === 'stream')) requireSoftware('strimzi', 'a stream of features', traits, problems);
}
