import { ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { contentHash } from '../../core/private';
import { COLUMN_TYPES } from '../../facts/azure/features-limits';

/** Where a group's values are, and how late they may be there. */
export interface SpecSource {
  /** As Spark has it. */
  readonly path: string;
  readonly delayMinutes: number;
}

type Offset = { readonly days: number; readonly hours: number; readonly minutes: number };

interface SpecColumn {
  readonly name: string;
  readonly type: string;
}

/** A specification of a feature set: https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-featureset-spec */
export interface FeatureSpec {
  readonly $schema: string;
  readonly source: {
    readonly type: 'parquet';
    readonly path: string;
    readonly timestamp_column: { readonly name: string };
    readonly source_delay: Offset;
  };
  readonly features: readonly SpecColumn[];
  readonly index_columns: readonly SpecColumn[];
  readonly temporal_join_lookback?: Offset;
}

/** What Azure ML calls the file in the folder of a specification. */
export const SPEC_FILE = 'FeatureSetSpec.yaml';

/**
 * A group as Azure ML reads it. Its values are ready as they are: nothing is transformed. What is said of features in words is not in it, since a version would follow from that. The time
 * to live is the time that queries look back, too: Azure ML has one for both (`online/_online_feature_materialization/v2/materialize.py` of
 * https://pypi.org/project/azureml-featurestore/1.2.2/).
 */
export function featureSpec(group: FeatureGroupPlan, { path, delayMinutes }: SpecSource): FeatureSpec {
  return {
    $schema: 'http://azureml/sdk-2-0/FeatureSetSpec.json',
    source: { type: 'parquet', path, timestamp_column: { name: group.eventTime }, source_delay: offset(delayMinutes) },
    // The same in any order: another text would be another version.
    features: [...group.features].sort((a, b) => (a.name < b.name ? -1 : 1)).map(column),
    index_columns: group.entityKeys.map(column),
    ...(group.ttlSeconds === undefined ? {} : { temporal_join_lookback: offset(group.ttlSeconds / 60) }),
  };
}

/**
 * The version of a feature set, which is never changed: "Feature sets are versioned and immutable". Features are only ever added, so their number tells later versions from
 * earlier ones; what follows it tells apart what is said of the same features.
 */
export function specVersion(spec: FeatureSpec): string {
  // What is known only at deployment has another name each time that it is asked for.
  const text = JSON.stringify(spec).replace(/\$\{[^}]*\}/g, '');
  return `${spec.features.length}-${contentHash(text).slice(0, 8)}`;
}

/** What is said of a group and its columns in words, and which of them tell something of persons. ARM's types have no other place for words. */
export function groupTags({ description, owner, entityKeys, features }: FeatureGroupPlan): Record<string, string> {
  const columns = [...entityKeys, ...features];
  const personal = columns.filter(({ personalData }) => personalData).map(({ name }) => name);
  const said = columns.flatMap(({ name, description: words }) => (words === undefined ? [] : [[`column.${name}`, words]]));
  return {
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(personal.length > 0 ? { 'personal-data': personal.join(', ') } : {}),
    ...(Object.fromEntries(said) as Record<string, string>),
  };
}

function column({ name, type }: ColumnPlan): SpecColumn {
  return { name, type: COLUMN_TYPES[type as keyof typeof COLUMN_TYPES] };
}

function offset(minutes: number): Offset {
  return { days: Math.floor(minutes / 1440), hours: Math.floor((minutes % 1440) / 60), minutes: minutes % 60 };
}
