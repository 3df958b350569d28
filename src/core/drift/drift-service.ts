import { NameRule } from '../private';
import { Duration } from '../units';
import { BiasMetric } from './bias-threshold';
import { DataFormat } from './data-format';
import { DriftMeasure } from './drift-measure';
import { QualityMetric } from './quality-threshold';
import { RequestFormat } from './request-format';

/** What a monitor of a place can do: data that the target hands in. */
export interface DriftService {
  /** As its users call it: "SageMaker Model Monitor". */
  readonly name: string;
  /** What begins the names of all that is made for a monitor. */
  readonly nameRule: NameRule;
  /** The first is taken where none is said. */
  readonly measures: readonly DriftMeasure[];
  readonly qualityMetrics: readonly QualityMetric[];
  readonly biasMetrics: readonly BiasMetric[];
  /** The first is taken where none is said. */
  readonly requestFormats: readonly RequestFormat[];
  readonly baselineFormats: readonly DataFormat[];
  readonly batchFormats: readonly DataFormat[];
  /** Whether ground truth is found by a column; else by what identifies the request. */
  readonly joinsByRecordId: boolean;
  readonly mostFeatures?: number;
  readonly mostSegments?: number;
  /** The shortest time between two runs, and the longest that one may take. */
  readonly leastDistance: Duration;
  readonly longestRun: Duration;
  /** Whether the same threshold of data quality holds for all features. */
  readonly oneQualityLimit?: boolean;
}

/** A service as facts say it, which know no words of core. */
export interface DriftServiceFacts {
  readonly name: string;
  readonly nameRule: NameRule;
  readonly measures: readonly string[];
  readonly qualityMetrics: readonly string[];
  readonly biasMetrics: readonly string[];
  readonly requestFormats: readonly string[];
  readonly baselineFormats: readonly string[];
  readonly batchFormats: readonly string[];
  readonly joinsByRecordId: boolean;
  readonly mostFeatures?: number;
  readonly mostSegments?: number;
  readonly leastDistanceHours: number;
  readonly longestRunHours: number;
}

/** The same in core's words; the values of its enums are what facts write. */
export function serviceOf({ leastDistanceHours, longestRunHours, ...facts }: DriftServiceFacts): DriftService {
  const words = facts as Omit<DriftService, 'leastDistance' | 'longestRun'>;
  return { ...words, leastDistance: Duration.hours(leastDistanceHours), longestRun: Duration.hours(longestRunHours) };
}
