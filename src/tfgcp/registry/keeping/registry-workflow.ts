import { HTTP_CALLS } from '../../workflows/http-calls';
import { TAKE_TURN } from '../../workflows/take-turn';
import { assign, call, choose, Definition, ex, giveBack } from '../../workflows/workflow-language';
import { ADD_VERSION } from './add-version';
import { REMOVE_VERSION } from './remove-version';

/**
 * What keeps the versions of a model as the program says. Vertex AI makes a model with its first version, and counts versions itself, whichever of them that is: a
 * call for each of them by Terraform would have to know.
 */
export const REGISTRY_WORKFLOW: Definition = {
  main: {
    params: ['version'],
    steps: [
      call('turn', 'take_turn', {}, 'before'),
      assign('where', { api: ex('"https://" + sys.get_env("GOOGLE_CLOUD_LOCATION") + "-aiplatform.googleapis.com/v1/"') }),
      choose('what', [{ condition: 'version.action == "remove"', next: 'remove' }]),
      call('add', 'add_version', { version: ex('version'), api: ex('api') }, 'outcome'),
      giveBack('added', ex('outcome')),
      call('remove', 'remove_version', { version: ex('version'), api: ex('api') }, 'outcome'),
      giveBack('removed', ex('outcome')),
    ],
  },
  ...HTTP_CALLS,
  ...TAKE_TURN,
  ...ADD_VERSION,
  ...REMOVE_VERSION,
};
