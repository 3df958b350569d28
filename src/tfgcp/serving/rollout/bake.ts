import { assign, call, choose, Definition, each, ex, fail, giveBack, when } from '../../workflows/workflow-language';

/** How often guards are asked. Vertex AI measures once a minute: https://docs.cloud.google.com/monitoring/api/metrics_gcp_a_b#gcp-aiplatform */
const LOOK_SECONDS = 60;

/**
 * Watches what is new for a time. Its own guards are queries that have a value only where something is wrong with the new deployments, so that neither the old ones
 * hide it nor what an earlier rollout left in an alarm counts. Of other alarms, what opens meanwhile counts.
 *
 * https://docs.cloud.google.com/stackdriver/docs/managed-prometheus/query-api-ui#http-api, https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alerts/list
 */
export const BAKE: Definition = {
  bake: {
    params: ['release', 'ids', 'opened', 'seconds'],
    steps: [
      assign('begin', { waited: 0, pattern: '' }),
      each('all', 'id', 'ids', [
        when('behind', 'pattern != ""', [assign('bar', { pattern: ex('pattern + "|"') })]),
        assign('add', { pattern: ex('pattern + id') }),
      ]),
      choose('over', [{ condition: 'waited >= seconds', next: 'well' }]),
      call('pause', 'sys.sleep', { seconds: ex(`math.min(${LOOK_SECONDS}, seconds - waited)`) }),
      assign('count', { waited: ex(`waited + ${LOOK_SECONDS}`) }),
      call('look', 'judge', { release: ex('release'), pattern: ex('pattern'), opened: ex('opened') }, 'wrong'),
      choose('again', [{ condition: 'wrong == ""', next: 'over' }]),
      fail('bad', '"while the new models were watched: " + wrong'),
      giveBack('well', ex('waited')),
    ],
  },
  judge: {
    params: ['release', 'pattern', 'opened'],
    steps: [
      assign('begin', { wrong: '' }),
      each('guards', 'guard', 'release.guards', [
        call('query', 'got', {
          url: ex('"https://monitoring.googleapis.com/v1/projects/" + release.project + "/location/global/prometheus/api/v1/query"'),
          query: { query: ex('text.replace_all(guard.query, "@new@", pattern)') },
        }, 'measured'),
        when('has_value', 'len(measured.data.result) > 0', [assign('note', { wrong: ex('guard.title') })]),
      ]),
      choose('enough', [{ condition: 'wrong != "" or len(release.alarms) == 0', next: 'give' }]),
      call('open', 'open_alerts', { release: ex('release') }, 'open'),
      each('alerts', 'alert', 'keys(open)', [
        when('new_one', 'not(alert in opened)', [assign('tell', { wrong: ex('"the alarm " + open[alert] + " went off"') })]),
      ]),
      giveBack('give', ex('wrong')),
    ],
  },
  // The open alerts of the alarms that guard the rollout, with the names of those.
  open_alerts: {
    params: ['release'],
    steps: [
      assign('begin', { open: {}, no_list: [] }),
      choose('any', [{ condition: 'len(release.alarms) == 0', next: 'give' }]),
      call('ask', 'got', {
        url: ex('"https://monitoring.googleapis.com/v3/projects/" + release.project + "/alerts"'),
        query: { orderBy: 'open_time desc', pageSize: 100, fields: 'alerts(name,state,policy(name,displayName))' },
      }, 'listed'),
      each('all', 'alert', 'default(map.get(listed, "alerts"), no_list)', [
        assign('which', { parts: ex('text.split(alert.policy.name, "/")'), policy: ex('parts[3]') }),
        when('ours', 'alert.state == "OPEN" and policy in release.alarms', [assign('note', { 'alert_name': ex('alert.name'), 'open[alert_name]': ex('alert.policy.displayName') })]),
      ]),
      giveBack('give', ex('open')),
    ],
  },
};
