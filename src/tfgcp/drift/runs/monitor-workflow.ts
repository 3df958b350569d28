import { HTTP_CALLS } from '../../workflows/http-calls';
import { TAKE_TURN } from '../../workflows/take-turn';
import { assign, call, Definition, ex, giveBack, when } from '../../workflows/workflow-language';
import { BIGQUERY_CALLS } from './bigquery-calls';
import { MEASURE } from './measure';
import { NEWEST_APPROVAL } from './newest-approval';
import { READ_FOLDERS } from './read-folders';
import { TELL } from './tell';

/** Stands for what a monitor is made of, until that is known. */
export const CONFIG = '@config@';

/** Tables that hold records only while a run needs them. */
const PASSING = ['training', 'output', 'truth', 'records', 'judged', 'labels', 'items'];

/**
 * The workflow of a monitor: a run a time, whoever started them. `{"baseline": true}` has it learn anew. What it copied it takes away, also where it fails.
 */
export const MONITOR_WORKFLOW: Definition = {
  main: {
    params: ['args'],
    steps: [
      // A text and no expression, of which each may have 400 characters only.
      assign('told', { text: CONFIG }),
      assign('prepare', { config: ex('json.decode(text)'), text: null, run: ex('sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")'), anew: false }),
      when('asked_for', 'args != null', [assign('anew_asked', { anew: ex('default(map.get(args, "baseline"), false)') })]),
      call('turn', 'take_turn', {}),
      assign('limit', { 'config.deadline': ex('sys.now() + config.seconds'), 'problem': null }),
      {
        measure: {
          try: { call: 'measured', args: { config: ex('config'), run: ex('run'), anew: ex('anew') }, result: 'values' },
          except: { as: 'e', steps: [assign('remember', { problem: ex('e') })] },
        },
      },
      { clean: { for: { value: 'table', in: PASSING, steps: [call('drop', 'dropped', { config: ex('config'), table: ex('table') })] } } },
      when('failed', 'problem != null', [{ say: { raise: ex('problem') } }]),
      call('tell', 'told', { config: ex('config'), values: ex('values') }),
      call('judge', 'asked', { config: ex('config'), values: ex('values'), statement: ex('config.why') }, 'row'),
      assign('read', { why: ex('row[0].v') }),
      when('retrains', 'config.retraining != null and why != ""', [
        assign('reason', { argument: { run: ex('run'), why: ex('why') } }),
        call('start', 'sent', {
          method: 'POST',
          url: ex('"https://workflowexecutions.googleapis.com/v1/" + config.retraining + "/executions"'),
          body: { argument: ex('json.encode_to_string(argument)') },
        }, 'started'),
      ]),
      giveBack('end', { run: ex('run'), looked_at: ex('values.since + " to " + values.until'), retrains: ex('why') }),
    ],
  },
  ...BIGQUERY_CALLS,
  ...READ_FOLDERS,
  ...NEWEST_APPROVAL,
  ...MEASURE,
  ...TELL,
  ...TAKE_TURN,
  ...HTTP_CALLS,
};
