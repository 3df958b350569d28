import { assign, call, choose, Definition, each, ex, giveBack, Step, when } from '../../workflows/workflow-language';

const CONFIG = { config: ex('config') };

/** Runs one of the statements. */
function statement(name: string, which: string, table?: string): Step {
  return call(name, 'queried', { ...CONFIG, values: ex('values'), statement: ex(which), ...(table ? { table } : {}) });
}

/** The records of a span of time, in a table. */
function read(name: string, table: string, span: string): Step {
  return call(name, 'records_read', { ...CONFIG, values: ex('values'), table, span });
}

/** What a run does: it looks at what was asked and answered since the last, holds it against the baseline, and writes down what it found. */
export const MEASURE: Definition = {
  measured: {
    params: ['config', 'run', 'anew'],
    steps: [
      assign('begin', { approval: '0' }),
      when('renewed', 'config.registry != null', [call('approvals', 'newest_approval', { registry: ex('config.registry') }, 'approval')]),
      assign('shape', { values: { run: ex('run'), baseline: ex('config.baseline + "/" + approval') } }),
      call('times', 'asked', { ...CONFIG, values: ex('values'), statement: ex('config.times') }, 'row'),
      assign('place', { at: 0 }),
      each('each_time', 'name', 'config.time_names', [
        assign('keep_time', { 'values[name]': ex('row[at].v') }),
        assign('next_time', { at: ex('at + 1') }),
      ]),
      when('learns', 'anew or int(values.learned) < config.columns', [
        call('load', 'loaded', { ...CONFIG, how: ex('config.training.load'), uris: ex('config.training.uris'), table: 'training', disposition: 'WRITE_TRUNCATE' }),
        statement('forget', 'config.forget'),
        statement('learn', 'config.learn'),
        statement('check', 'config.check'),
      ]),
      read('records', 'records', ''),
      when('looks_at_values', 'config.items != null', [statement('take_apart', 'config.items', 'items')]),
      each('each_measure', 'one', 'config.measures', [statement('compute', 'one')]),
      when('judges', 'config.truth != null', [
        read('judged', 'judged', 'judged_'),
        call('truth', 'hours_loaded', { ...CONFIG, folder: ex('config.truth'), since: ex('values.judged_folder_since'), until: ex('values.judged_folder_until'), table: 'truth' }, 'files'),
        assign('which', { labels: ex('if(files > 0, config.labels_read, config.no_labels)') }),
        statement('labels_kept', 'labels', 'labels'),
        each('each_judgment', 'one', 'config.judgments', [statement('judge', 'one')]),
      ]),
      statement('end', 'config.end'),
      giveBack('give', ex('values')),
    ],
  },
  records_read: {
    params: ['config', 'values', 'table', 'span'],
    steps: [
      // The statement has one name for each time, whichever of the two spans it reads.
      assign('begin', { mine: { since: ex('values[span + "since"]'), until: ex('values[span + "until"]') }, there: true }),
      when('of_endpoint', 'config.output == null', [
        {
          find: {
            try: { call: 'got', args: { url: ex('config.requests') }, result: 'found' },
            except: { as: 'e', steps: [choose('is_missing', [{ condition: 'default(map.get(e, "code"), 0) == 404', next: 'none' }]), { other: { raise: ex('e') } }, assign('none', { there: false })] },
          },
        },
      ]),
      when('of_files', 'config.output != null', [
        call('load', 'hours_loaded', {
          ...CONFIG, folder: ex('config.output'), since: ex('values[span + "folder_since"]'), until: ex('values[span + "folder_until"]'), table: 'output',
        }, 'files'),
        assign('count', { there: ex('files > 0') }),
      ]),
      call('keep', 'queried', { ...CONFIG, values: ex('mine'), statement: ex('if(there, config.read, config.no_records)'), table: ex('table') }, 'job'),
      giveBack('give', ex('there')),
    ],
  },
};
