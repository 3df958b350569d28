import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { SchemaColumn, SchemaPlan } from '../../../core/drift/schema-plan';
import { LARGEST } from './measuring';
import { named, number, rows, text } from './sql-text';

/** What a column of records holds. */
export interface Item {
  readonly name: string;
  readonly type: SchemaColumn['type'];
  /** Its value as text. */
  readonly value: string;
}

/** Answers of two kinds and labels are called so. */
export const POSITIVE = 'positive';
export const NEGATIVE = 'negative';

/** The features of records. */
export function featureItems({ features }: SchemaPlan): Item[] {
  return features.map(({ name, type }) => ({ name, type, value: named(name) }));
}

/** What was answered, as what is predicted: a class, or a number. */
export function answerItem({ prediction }: SchemaPlan, isAnswer: boolean): Item {
  const { column, problem } = prediction;
  return { name: column, type: problem === 'regression' ? 'float' : 'string', value: isAnswer ? answered(prediction, named('_answer')) : meant(prediction, named('_answer')) };
}

/** The class of an answer, which may be a probability; of a regression the answer itself. */
export function answered(prediction: SchemaPlan['prediction'], value: string): string {
  if (prediction.threshold === undefined) return meant(prediction, value);
  const score = scoreOf(value);
  return `CASE WHEN ${score} IS NULL THEN NULL WHEN ${score} >= ${number(prediction.threshold)} THEN '${POSITIVE}' ELSE '${NEGATIVE}' END`;
}

/** A probability; an answer of yes or no is the greatest or the least. */
export function scoreOf(value: string): string {
  return finite(`CASE LOWER(${value}) WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE ${value} END`);
}

/** The number that a text is; of texts like 'nan', and of numbers with which nobody can reckon, none. */
export function finite(value: string): string {
  const float = `SAFE_CAST(${value} AS FLOAT64)`;
  return `IF(ABS(${float}) <= ${number(LARGEST)}, ${float}, NULL)`;
}

/** The class that a label says. `1`, `1.0` and `true` are the same. */
export function meant({ problem, positive }: SchemaPlan['prediction'], value: string): string {
  if (problem === 'regression') return value;
  if (problem === 'multiclass') return same(value);
  return `CASE WHEN ${value} IS NULL THEN NULL WHEN ${oneOfTwo(value)} = ${oneOfTwo(text(positive!))} THEN '${POSITIVE}' ELSE '${NEGATIVE}' END`;
}

function oneOfTwo(value: string): string {
  return `CASE LOWER(${value}) WHEN 'true' THEN ${same("'1'")} WHEN 'false' THEN ${same("'0'")} ELSE ${same(value)} END`;
}

function same(value: string): string {
  return `LOWER(COALESCE(CAST(SAFE_CAST(${value} AS FLOAT64) AS STRING), ${value}))`;
}

/** A value of a feature as segments and facets name it. */
export function comparable({ name, type }: SchemaColumn, value = named(name)): string {
  if (type === 'string') return value;
  return type === 'bool' ? truth(value) : same(value);
}

/** What a program says of a value, in the same form. */
export function compared(column: SchemaColumn, value: string): string {
  return comparable(column, text(value));
}

function truth(value: string): string {
  return `CASE WHEN LOWER(${value}) IN ('true', '1', '1.0', 't', 'yes') THEN 'true' WHEN LOWER(${value}) IN ('false', '0', '0.0', 'f', 'no') THEN 'false' END`;
}

/** How a segment is called in results; the whole has no name. */
export function segmentName({ feature, value }: DriftMonitorPlan['segments'][number]): string {
  return `${feature} = ${value}`;
}

/**
 * All records with the segments (`_segment`) that they belong to: each is in the whole, whose name is empty. No feature is called as what stands beside features here, since
 * none begins with an underscore.
 */
export function partsOf({ schema, segments }: DriftMonitorPlan, source: string): string {
  const typeOf = (feature: string) => schema.features.find(({ name }) => name === feature)!;
  const conditions = segments.map((segment) => {
    const column = typeOf(segment.feature);
    return `STRUCT(${text(segmentName(segment))} AS segment, ${comparable(column, `_entry.${named(column.name)}`)} = ${compared(column, segment.value)} AS inside)`;
  });
  return `SELECT _part.segment AS _segment, _entry.* FROM (${source}) AS _entry, UNNEST([${["STRUCT('' AS segment, TRUE AS inside)", ...conditions].join(', ')}]) AS _part WHERE _part.inside`;
}

/** One row a value, with what it is: `number` of numbers, `category` of all others, neither where it is missing or of a wrong type. */
export function typedItems(items: readonly Item[], parts: string): string {
  const values = rows({ position: 'INT64', item: 'STRING' }, items.map(({ value }, position) => [String(position), value]));
  const types = rows({ position: 'INT64', name: 'STRING', type: 'STRING' }, items.map(({ name, type }, position) => [String(position), text(name), text(type)]));
  return [
    'SELECT given.segment, kind.name, kind.type, given.item,',
    `CASE WHEN kind.type IN ('int', 'float') THEN ${finite('given.item')} END AS number,`,
    `CASE WHEN kind.type = 'string' THEN given.item WHEN kind.type = 'bool' THEN ${truth('given.item')} END AS category`,
    `FROM (SELECT _entry._segment AS segment, _one.position, _one.item FROM ${parts} AS _entry, ${values} AS _one) AS given`,
    `JOIN (SELECT * FROM ${types}) AS kind ON kind.position = given.position`,
  ].join(' ');
}
