import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { addResults } from './results';

/** Log entries of one call. */
const ENTRIES = 100;

/** Ends a run that went well: how many records it looked at. */
export function endOfRun(plan: DriftMonitorPlan): string {
  const source = "SELECT 'records' AS name, 'count' AS metric, '' AS segment, CAST(COUNT(*) AS FLOAT64) AS value, CAST(NULL AS FLOAT64) AS threshold, FALSE AS violated, COUNT(*) AS records FROM `records`";
  return addResults('run', { severity: plan.severity, retrains: false }, 'window', source);
}

/** What a run found, as entries of a log: rows of up to a hundred each. The same run gives the same entries, which Cloud Logging keeps once. */
export const LOG_ENTRIES = [
  `SELECT TO_JSON_STRING(ARRAY_AGG(entry)) AS entries FROM (SELECT DIV((ROW_NUMBER() OVER (ORDER BY signal, name, metric, segment) - 1), ${ENTRIES}) AS page,`,
  "STRUCT(IF(violated, 'WARNING', 'INFO') AS severity, TO_HEX(MD5(CONCAT(run, '/', signal, '/', name, '/', metric, '/', segment))) AS insertId,",
  'STRUCT(run, signal, name, metric, segment, value, threshold, violated, records) AS jsonPayload) AS entry',
  'FROM `metrics` WHERE run = @run AND value IS NOT NULL) AS found GROUP BY page ORDER BY page',
].join(' ');

/** Why a model should be trained anew, in words; nothing where it should not. */
export const WHY_RETRAIN = [
  "SELECT COALESCE(STRING_AGG(reason, ', ' ORDER BY reason), '') AS why FROM (SELECT CONCAT(signal, ' of ', name, IF(segment = '', '', CONCAT(' where ', segment))) AS reason",
  'FROM `metrics` WHERE run = @run AND violated AND retrains ORDER BY reason LIMIT 10) AS found',
].join(' ');
