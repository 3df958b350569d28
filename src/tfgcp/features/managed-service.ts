import { Duration } from '../../core';
import { FeatureService } from '../../core/features/feature-service';
import { FEATURE_GROUP_NAME, FEATURE_NAME, FEATURE_STORE_NAME, MOST_FEATURE_COLUMNS, TOPIC_RETENTION_HOURS } from '../../facts/gcp/features-limits';

/** Vertex AI Feature Store over BigQuery, as core knows a service that holds features. */
export const VERTEX_FEATURES: FeatureService = {
  name: 'Vertex AI Feature Store',
  storeRule: FEATURE_STORE_NAME,
  groupRule: FEATURE_GROUP_NAME,
  columnRule: FEATURE_NAME,
  // Keys and event times may have the names that Vertex AI gives them; features are checked by themselves.
  reserved: {},
  mostColumns: MOST_FEATURE_COLUMNS,
  retention: { least: Duration.hours(TOPIC_RETENTION_HOURS.least), most: Duration.hours(TOPIC_RETENTION_HOURS.most) },
};
