import { assign, call, choose, Definition, each, ex, fail, giveBack, when } from '../../workflows/workflow-language';

/** How often a job is looked at. */
const LOOK_SECONDS = 5;
const PROJECT = 'config.bigquery + "/projects/" + config.project';
const AT = { location: ex('config.location') };
const TABLE = { projectId: ex('config.project'), datasetId: ex('config.dataset'), tableId: ex('table') };

/**
 * Jobs of BigQuery, which end within the time that a run may take: BigQuery stops them, and the run fails.
 *
 * https://docs.cloud.google.com/bigquery/docs/reference/rest/v2/Job
 */
export const BIGQUERY_CALLS: Definition = {
  // Starts a job, waits for its end, and gives its id.
  job_ended: {
    params: ['config', 'work', 'what'],
    steps: [
      assign('measure', { left: ex('int(config.deadline - sys.now())') }),
      choose('in_time', [{ condition: 'left > 0', next: 'shape' }]),
      fail('late', '"the run took longer than it may, and this was still to come: " + what'),
      assign('shape', { 'work.labels': ex('config.labels'), 'work.jobTimeoutMs': ex('string(left * 1000)') }),
      call('start', 'sent', {
        method: 'POST',
        url: ex(`${PROJECT} + "/jobs"`),
        body: { jobReference: { projectId: ex('config.project'), location: ex('config.location') }, configuration: ex('work') },
      }, 'seen'),
      choose('judge', [{ condition: 'seen.status.state == "DONE"', next: 'ended' }]),
      call('pause', 'sys.sleep', { seconds: LOOK_SECONDS }),
      { look: { call: 'got', args: { url: ex(`${PROJECT} + "/jobs/" + seen.jobReference.jobId`), query: AT }, result: 'seen', next: 'judge' } },
      choose('ended', [{ condition: 'not("errorResult" in seen.status)', next: 'well' }]),
      fail('failed', 'what + ": " + default(map.get(seen.status.errorResult, "message"), "it failed without a message")'),
      giveBack('well', ex('seen.jobReference.jobId')),
    ],
  },
  // Runs a statement; its rows go into a table where one is named.
  queried: {
    params: ['config', 'values', 'statement', { table: null }],
    steps: [
      assign('begin', { parameters: [] }),
      each('each_name', 'name', 'statement.names', [
        assign('one', { parameter: { name: ex('name'), parameterType: { type: ex('config.types[name]') }, parameterValue: { value: ex('values[name]') } } }),
        assign('add', { parameters: ex('list.concat(parameters, parameter)') }),
      ]),
      assign('shape', {
        work: {
          query: {
            query: ex('statement.sql'),
            useLegacySql: false,
            parameterMode: 'NAMED',
            queryParameters: ex('parameters'),
            defaultDataset: { projectId: ex('config.project'), datasetId: ex('config.dataset') },
          },
        },
      }),
      when('kept', 'table != null', [assign('keep', { 'work.query.destinationTable': TABLE, 'work.query.writeDisposition': 'WRITE_TRUNCATE' })]),
      call('run', 'job_ended', { config: ex('config'), work: ex('work'), what: ex('statement.what') }, 'job'),
      giveBack('give', ex('job')),
    ],
  },
  // The first rows of a statement.
  asked: {
    params: ['config', 'values', 'statement'],
    steps: [
      call('run', 'queried', { config: ex('config'), values: ex('values'), statement: ex('statement') }, 'job'),
      call('read', 'got', { url: ex(`${PROJECT} + "/queries/" + job`), query: { location: ex('config.location'), maxResults: 1 } }, 'found'),
      giveBack('give', ex('found.rows[0].f')),
    ],
  },
  // Loads files into a table, which has nothing else then.
  loaded: {
    params: ['config', 'how', 'uris', 'table', 'disposition'],
    steps: [
      assign('shape', { work: { load: ex('how') } }),
      assign('where', { 'work.load.sourceUris': ex('uris'), 'work.load.destinationTable': TABLE, 'work.load.writeDisposition': ex('disposition') }),
      call('run', 'job_ended', { config: ex('config'), work: ex('work'), what: ex('"the load of " + uris[0]') }, 'job'),
      giveBack('give', ex('job')),
    ],
  },
  // Takes a table away that only a run needs.
  dropped: {
    params: ['config', 'table'],
    steps: [
      {
        drop: {
          try: { call: 'deleted', args: { url: ex(`${PROJECT} + "/datasets/" + config.dataset + "/tables/" + table`) } },
          except: { as: 'e', steps: [choose('is_missing', [{ condition: 'default(map.get(e, "code"), 0) == 404', next: 'gone' }]), { other: { raise: ex('e') } }, assign('gone', { there: false })] },
        },
      },
    ],
  },
};
