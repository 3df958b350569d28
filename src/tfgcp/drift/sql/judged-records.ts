import { DriftMonitorPlan } from '../../../core/drift/drift-monitor-plan';
import { answered, finite, meant, partsOf, scoreOf } from './typed-items';

/**
 * The tables of records whose truth is known: `matched`, one row a record and segment, with the class that was answered (`_said`), the one that was so (`_so`), and both as
 * numbers. A record that has several truths has the greatest of them, since lines that were loaded have no order.
 */
export function matchedTables(plan: DriftMonitorPlan): string {
  const { prediction } = plan.schema;
  return [
    `parts AS (${partsOf(plan, 'SELECT * FROM `judged`')}),`,
    'known AS (SELECT _id, MAX(_label) AS _label FROM `labels` WHERE _id IS NOT NULL AND _label IS NOT NULL GROUP BY _id),',
    `paired AS (SELECT _entry.*, ${answered(prediction, '_entry._answer')} AS _said, ${meant(prediction, '_known._label')} AS _so,`,
    `${scoreOf('_entry._answer')} AS _score, ${finite('_known._label')} AS _target FROM parts AS _entry JOIN known AS _known ON _known._id = _entry._id),`,
    'matched AS (SELECT * FROM paired WHERE _said IS NOT NULL AND _so IS NOT NULL)',
  ].join(' ');
}
