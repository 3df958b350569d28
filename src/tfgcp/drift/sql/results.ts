import { SignalPlan } from '../../../core/drift/signal-plan';
import { text } from './sql-text';

/** The columns of a result. */
const COLUMNS = 'run, window_start, window_end, baseline, signal, severity, retrains, name, metric, segment, value, threshold, violated, records';

/**
 * Adds results. `source` gives name, metric, segment, value, threshold, violated and records of each; `signal` is how users call it.
 */
export function addResults(signal: string, { severity, retrains }: SignalPlan, window: 'window' | 'judged', source: string, tables = ''): string {
  const [start, end] = window === 'window' ? ['@since', '@until'] : ['@judged_since', '@judged_until'];
  return [
    `INSERT INTO \`metrics\` (ended, ${COLUMNS})`,
    ...(tables ? [`WITH ${tables}`] : []),
    `SELECT CURRENT_TIMESTAMP(), @run, ${start}, ${end}, @baseline, ${text(signal)}, ${text(severity)}, ${retrains ? 'TRUE' : 'FALSE'},`,
    `name, metric, segment, value, threshold, COALESCE(violated, FALSE), records FROM (${source})`,
  ].join(' ');
}
