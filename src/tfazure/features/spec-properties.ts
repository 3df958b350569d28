import { FeatureSpec } from './feature-spec';

/**
 * A specification as the service keeps it beside the file, by which it lists features: `_schema/_feature_set/featureset_spec_properties_schema.py` of
 * https://pypi.org/project/azure-ai-ml/1.35.2/, which sends it as a text.
 */
export function specProperties({ source, features, index_columns, temporal_join_lookback: lookback }: FeatureSpec): object {
  return {
    source: { type: source.type, path: source.path, timestampColumn: source.timestamp_column, sourceDelay: capitals(source.source_delay) },
    features: features.map(({ name, type }) => ({ FeatureName: name, DataType: type })),
    indexColumns: index_columns.map(({ name, type }) => ({ ColumnName: name, DataType: type })),
    ...(lookback ? { temporalJoinLookback: capitals(lookback) } : {}),
  };
}

function capitals({ days, hours, minutes }: { readonly days: number; readonly hours: number; readonly minutes: number }) {
  return { Days: days, Hours: hours, Minutes: minutes };
}
