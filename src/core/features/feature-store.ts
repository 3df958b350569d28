import { IConstruct } from 'constructs';
import { IIdentity } from '../identity';
import { IAlarm, IDashboard } from '../observability';
import { FeatureGroupProps, IFeatureGroup } from './feature-group';
import { FeatureStoreKind } from './feature-store-kind';
import { SchemaLock } from './schema-lock';

/** What a feature store is to be, on any target. */
export interface FeatureStoreProps {
  /** Its groups. */
  readonly groups: FeatureGroupProps[];

  /**
   * What it is made of.
   * @default FeatureStoreKind.managed()
   */
  readonly kind?: FeatureStoreKind;

  /**
   * The file that remembers the schemas; commit it.
   * @default - SchemaLock.at('feature-schemas/<name of the store>.json')
   */
  readonly lock?: SchemaLock;

  /**
   * What the lock has and may go, with what is in it: a group (`clicks`; else `features/group-removed`), its online or offline store or its stream (`clicks.stream`; else
   * `features/store-removed`).
   * @default - none
   */
  readonly retired?: string[];
}

/** Features as code: groups with schemas that may grow, an online and an offline store, and alarms for values that are too old. */
export interface IFeatureStore extends IConstruct {
  /** Whose store it is: `aws`, `gcp`, `azure` or `kubernetes`. */
  readonly featureSystem: string;

  /** What begins the names of all that is made for it. */
  readonly featureStoreName: string;

  /** The names of the groups, in the order in which they were given. */
  readonly groupNames: string[];

  /** What calls people, of all groups. */
  readonly alarms: IAlarm[];

  /** The page of graphs; `addGraph` adds to it. */
  readonly dashboard: IDashboard;

  /**
   * A group by its name. Throws `features/unknown-group`.
   *
   * @param groupName the name it was given
   */
  group(groupName: string): IFeatureGroup;

  /**
   * Lets somebody read all groups. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  grantRead(identity: IIdentity): void;

  /**
   * Lets somebody write all groups. Throws `identity/wrong-target`, and with Feast `features/grant-in-cluster`.
   *
   * @param identity who
   */
  grantWrite(identity: IIdentity): void;
}
