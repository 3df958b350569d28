import { HTTP_CALLS } from '../../workflows/http-calls';
import { TAKE_TURN } from '../../workflows/take-turn';
import { assign, call, choose, Definition, ex, giveBack } from '../../workflows/workflow-language';
import { BAKE } from './bake';
import { DEPLOY } from './deploy';
import { MAKE_MODELS } from './make-models';
import { READ_ENDPOINT } from './read-endpoint';
import { REMOVE } from './remove';
import { ROLL_OUT } from './roll-out';
import { SET_SCHEDULE } from './set-schedule';
import { SHIFT_TRAFFIC } from './shift-traffic';
import { TAKE_BACK } from './take-back';

/**
 * What makes, watches and removes what an endpoint serves. Terraform owns the endpoint and this workflow, never a deployment: no failed apply, no revert and no object
 * that Terraform wants to be rid of can take away what serves (ADR 9).
 *
 * What it is started with is a `Release`; all that differs between endpoints and releases comes with it.
 */
export const ROLLOUT_WORKFLOW: Definition = {
  main: {
    params: ['release'],
    steps: [
      call('turn', 'take_turn', {}, 'waited'),
      assign('where', { api: ex('"https://" + sys.get_env("GOOGLE_CLOUD_LOCATION") + "-aiplatform.googleapis.com/v1/"') }),
      choose('what', [
        { condition: 'release.action == "remove"', next: 'remove' },
        { condition: 'release.action == "schedule"', next: 'schedule' },
      ]),
      call('release', 'roll_out', { release: ex('release'), api: ex('api') }, 'outcome'),
      giveBack('released', ex('outcome')),
      call('schedule', 'set_schedule', { release: ex('release'), api: ex('api') }, 'outcome'),
      giveBack('scheduled', ex('outcome')),
      call('remove', 'remove_all', { release: ex('release'), api: ex('api') }, 'outcome'),
      giveBack('removed', ex('outcome')),
    ],
  },
  ...HTTP_CALLS,
  ...TAKE_TURN,
  ...READ_ENDPOINT,
  ...MAKE_MODELS,
  ...DEPLOY,
  ...SHIFT_TRAFFIC,
  ...BAKE,
  ...ROLL_OUT,
  ...TAKE_BACK,
  ...REMOVE,
  ...SET_SCHEDULE,
};
