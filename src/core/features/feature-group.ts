import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IAlarm, IMetric } from '../observability';
import { Duration, Schedule } from '../units';
import { Feature } from './feature';
import { FeatureSource } from './feature-source';
import { OnlineLatency } from './online-latency';

/** Features of one kind of entity that are written together. */
export interface FeatureGroupProps {
  /** The name of the group in its store: lower-case letters, digits and underscores, a letter first. */
  readonly groupName: string;

  /**
   * What tells one entity from another: `[Feature.string('customer_id')]`, of int or string. Throws `features/no-entity-key` and `features/key-type`; SageMaker takes
   * one only (`features/managed-composite-key`).
   */
  readonly entityKeys: Feature[];

  /** The column with the time at which the values were true, beside the features. Throws `features/no-event-time`. */
  readonly eventTime: string;

  /** The features, beside the keys and the event time. */
  readonly features: Feature[];

  /**
   * How fast the latest values of an entity are to be had.
   * @default - they are in the offline store only
   */
  readonly online?: OnlineLatency;

  /**
   * Whether all values are kept, with their times, for training. Vertex AI and Azure ML have them always (`features/managed-online-only`).
   * @default true
   */
  readonly offline?: boolean;

  /**
   * After which time values are online no more. Throws `features/ttl-offline` where nothing is online. Vertex AI and Feast keep the latest values whatever their age
   * (`features/managed-time-to-live`, `features/feast-time-to-live`).
   * @default - the latest values stay
   */
  readonly timeToLive?: Duration;

  /**
   * How often the online store is filled from the offline one, in the places where values do not arrive in both at once; `docs/features.md` has the table. Throws
   * `features/refresh-offline` where nothing is online.
   * @default - every hour, or twice within `freshness` where that is shorter
   */
  readonly refresh?: Schedule;

  /**
   * Within which time new values are expected: an alarm goes off when none came. Throws `features/freshness` and `features/freshness-unmet`.
   * @default - values may be of any age
   */
  readonly freshness?: Duration;

  /**
   * Where the values come from.
   * @default - whoever gets `grantWrite` writes them
   */
  readonly source?: FeatureSource;

  /**
   * What the group is about.
   * @default - not said
   */
  readonly description?: string;

  /**
   * Who answers for it: a team, or an address.
   * @default - not said
   */
  readonly owner?: string;
}

/** Measurements of a group: what its place measures of it, and nothing else. */
export interface FeatureGroupMetrics {
  /**
   * How many times online values were asked for.
   * @default - nothing counts them
   */
  readonly reads?: IMetric;

  /**
   * How many records were written.
   * @default - nothing counts them
   */
  readonly writes?: IMetric;

  /**
   * How much later than sent the last events of the stream were taken in: in milliseconds, but in seconds with the service of Azure.
   * @default - there is no stream
   */
  readonly lag?: IMetric;

  /**
   * How many events were set aside since they cannot be taken in.
   * @default - there is no stream
   */
  readonly deadLetters?: IMetric;

  /**
   * How many runs that bring values in failed: functions, syncs, materializations.
   * @default - nothing runs
   */
  readonly failures?: IMetric;
}

/** A group of features: a feature group of SageMaker or Vertex AI, a feature set of Azure ML, a feature view of Feast. */
export interface IFeatureGroup extends IConstruct {
  /** The name of the group in its store. */
  readonly groupName: string;

  /** What the cloud calls it: an ARN, a resource name, an id, `<project>/<feature view>` of Feast. */
  readonly groupId: string;

  /** Where all values are queried: a table of Athena or BigQuery, a folder of Parquet or Delta files; none where nothing is kept offline. */
  readonly offlineLocation?: string;

  /** Where events are sent: a stream, a topic, an event hub; none without a stream. */
  readonly streamName?: string;

  /** Measurements. */
  readonly metrics: FeatureGroupMetrics;

  /** What calls people: values that are too old, events that were set aside or come late, runs that failed. */
  readonly alarms: IAlarm[];

  /**
   * Lets somebody read values, online and offline. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  grantRead(identity: IIdentity): void;

  /**
   * Lets somebody write values; into the stream where the group has one. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  grantWrite(identity: IIdentity): void;
}
