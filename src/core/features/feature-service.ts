import { NameRule } from '../private';
import { Duration } from '../units';

/** What a feature store of a place can hold: data that the target hands in. */
export interface FeatureService {
  /** As its users call it: "SageMaker Feature Store". */
  readonly name: string;
  /** What begins the names of all that is made for a store. */
  readonly storeRule: NameRule;
  readonly groupRule: NameRule;
  /** Of columns; every name is lower-case letters, digits and underscores anyway. */
  readonly columnRule: NameRule;
  /** Columns that it writes or reads itself, each with what it is. */
  readonly reserved: Readonly<Record<string, string>>;
  /** Of a group, its keys and its event time included. */
  readonly mostColumns: number;
  readonly mostGroups?: number;
  readonly mostDimensions?: number;
  /** The bounds within which a stream keeps its events. */
  readonly retention: { readonly least: Duration; readonly most: Duration };
  readonly mostShards?: number;
  /** The longest time in which an alarm can miss new values. */
  readonly longestFreshness?: Duration;
}
