import { BiasMetric, DataFormat, DriftMeasure, Duration, QualityMetric, RequestFormat } from '../../core';
import { DriftService } from '../../core/drift/drift-service';
import { DRIFT_MONITOR_NAME, LONGEST_QUERY_HOURS } from '../../facts/gcp/drift-limits';

/** Queries of BigQuery by a schedule, as core knows a service that watches models. */
export const BIGQUERY_MONITOR: DriftService = {
  name: 'the monitor in BigQuery',
  nameRule: DRIFT_MONITOR_NAME,
  measures: [DriftMeasure.JENSEN_SHANNON, DriftMeasure.PSI, DriftMeasure.L_INFINITY],
  qualityMetrics: Object.values(QualityMetric),
  biasMetrics: Object.values(BiasMetric),
  requestFormats: [RequestFormat.JSON_INSTANCES, RequestFormat.JSON_RECORDS, RequestFormat.CSV],
  baselineFormats: Object.values(DataFormat),
  batchFormats: Object.values(DataFormat),
  joinsByRecordId: true,
  // Ground truth and batch outputs lie in folders by the hour, and a run looks at whole hours.
  leastDistance: Duration.hours(1),
  longestRun: Duration.hours(LONGEST_QUERY_HOURS),
};
