import { columnsOf, ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { QUERY_TYPES } from '../../facts/azure/features-stream';

/** What the input and the outputs of a stream's job are called. */
export const PLACES = { events: 'events', values: 'values', deadLetters: 'dead-letters' } as const;

/**
 * What a job of Stream Analytics does with events: each column is made what it is to be, and an event of which one cannot be, or that lacks a key or its time, is set aside as it
 * came. A feature that an event lacks is null. https://learn.microsoft.com/en-us/stream-analytics-query/try-cast-azure-stream-analytics
 */
export function streamQuery(group: FeatureGroupPlan): string {
  const columns = columnsOf(group);
  const required = [...group.entityKeys.map(({ name }) => name), group.eventTime];
  const broken = columns.map((column) => (required.includes(column.name) ? `${cast(column)} IS NULL` : `(sent.[${column.name}] IS NOT NULL AND ${cast(column)} IS NULL)`));
  const whole = columns.map((column) => (required.includes(column.name) ? `${cast(column)} IS NOT NULL` : `(sent.[${column.name}] IS NULL OR ${cast(column)} IS NOT NULL)`));
  return [
    'SELECT',
    columns.map((column) => `    ${cast(column)} AS [${column.name}]`).join(',\n'),
    `INTO [${PLACES.values}]`,
    `FROM [${PLACES.events}] sent`,
    `WHERE ${whole.join('\n  AND ')}`,
    '',
    'SELECT sent.*',
    `INTO [${PLACES.deadLetters}]`,
    `FROM [${PLACES.events}] sent`,
    `WHERE ${broken.join('\n  OR ')}`,
  ].join('\n');
}

function cast({ name, type }: ColumnPlan): string {
  return `TRY_CAST(sent.[${name}] AS ${QUERY_TYPES[type as keyof typeof QUERY_TYPES]})`;
}
