import { columnsOf, ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { COLUMN_TYPES } from '../../facts/gcp/features-columns';

/** A column as BigQuery writes it. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly mode: 'REQUIRED' | 'NULLABLE' | 'REPEATED';
  readonly description?: string;
}

/**
 * The columns of a group. A row without its key or its time is refused by BigQuery; a feature may be missing, and those that are added later are, in all rows before: a
 * new column that must be there would replace the table.
 *
 * @param strict whether keys and times must be there, which files cannot promise
 */
export function tableSchema(group: FeatureGroupPlan, strict: boolean): TableColumn[] {
  const needed = [...group.entityKeys.map(({ name }) => name), group.eventTime];
  return columnsOf(group).map((column): TableColumn => {
    const { type, repeated } = COLUMN_TYPES[column.type];
    const description = describe(column, column.name === group.eventTime);
    return {
      name: column.name,
      type,
      mode: repeated ? 'REPEATED' : strict && needed.includes(column.name) ? 'REQUIRED' : 'NULLABLE',
      ...(description ? { description } : {}),
    };
  });
}

/** What is said of a column; audits find personal data by these words. */
export function describe({ description, dimension, personalData }: ColumnPlan, isEventTime = false): string {
  return [
    description ?? (isEventTime ? 'When the values were true' : ''),
    dimension === undefined ? '' : `${dimension} numbers`,
    personalData ? 'Personal data' : '',
  ].filter(Boolean).join('. ');
}
