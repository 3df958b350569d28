import { RequestFormat } from '../../../core';
import { SchemaPlan } from '../../../core/drift/schema-plan';
import { cell, CELLS } from './csv-cells';
import { named } from './sql-text';

/** How a request and its answer are taken apart. */
interface Parts {
  /** The records of `body`, in an array. */
  readonly records: string;
  /** What was answered to record number `nth` of request number `place`. */
  readonly answer: string;
  /** The prediction in an answer. */
  readonly prediction: string;
  /** A value of a record. */
  value(name: string, position: number): string;
}

/** What was answered to the request: `predict` has a text a record, `rawPredict` one for all. */
const REPLY = 'log.response_payload[SAFE_OFFSET(place)]';

/**
 * The records of captured requests, by the columns of the schema, between the parameters `since` and `until`. A request of `predict` is logged as one text a record, one of
 * `rawPredict` as the body that was sent: both are read. In lists and in lines, the record id is the value behind the features.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging
 */
export function readRequests(schema: SchemaPlan, table: string): string {
  const { features, recordId, requestFormat } = schema;
  const parts = partsOf(schema)[requestFormat];
  const id = recordId === undefined ? 'CAST(NULL AS STRING)' : parts.value(recordId, features.length);
  const values = features.map(({ name }, i) => `${parts.value(name, i)} AS ${named(name)}`);
  return [
    `SELECT ${[`${id} AS _id`, `${parts.prediction} AS _answer`, ...values].join(', ')} FROM (`,
    `SELECT record, ${parts.answer} AS reply${requestFormat === RequestFormat.CSV ? `, ${CELLS('record')} AS cells` : ''}`,
    `FROM ${named(table)} AS log, UNNEST(log.request_payload) AS body WITH OFFSET AS place, UNNEST(${parts.records}) AS record WITH OFFSET AS nth`,
    'WHERE log.logging_time >= @since AND log.logging_time < @until)',
  ].join(' ');
}

function partsOf({ prediction: { column } }: SchemaPlan): Record<RequestFormat, Parts> {
  const jsonPrediction = `NULLIF(COALESCE(JSON_VALUE(reply, '$.${column}'), JSON_VALUE(reply, '$[0]'), JSON_VALUE(reply, '$')), '')`;
  return {
    [RequestFormat.JSON_INSTANCES]: {
      records: "COALESCE(JSON_QUERY_ARRAY(body, '$.instances'), [body])",
      answer: `COALESCE(JSON_QUERY_ARRAY(${REPLY}, '$.predictions')[SAFE_OFFSET(nth)], ${REPLY})`,
      value: (name, position) => `NULLIF(COALESCE(JSON_VALUE(record, '$.${name}'), JSON_VALUE(record, '$[${position}]')), '')`,
      prediction: jsonPrediction,
    },
    [RequestFormat.JSON_RECORDS]: {
      records: "IF(STARTS_WITH(LTRIM(body), '['), JSON_QUERY_ARRAY(body, '$'), [body])",
      answer: `IF(STARTS_WITH(LTRIM(body), '['), JSON_QUERY_ARRAY(${REPLY}, '$')[SAFE_OFFSET(nth)], ${REPLY})`,
      value: (name) => `NULLIF(JSON_VALUE(record, '$.${name}'), '')`,
      prediction: jsonPrediction,
    },
    [RequestFormat.CSV]: {
      records: "SPLIT(TRIM(body, '\\r\\n'), '\\n')",
      answer: `SPLIT(REGEXP_REPLACE(TRIM(${REPLY}), r'\\s*[\\n,]\\s*', ','), ',')[SAFE_OFFSET(nth)]`,
      value: (_, position) => cell(`cells[SAFE_OFFSET(${position})]`),
      prediction: cell('reply'),
    },
  };
}
