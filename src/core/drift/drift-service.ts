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
