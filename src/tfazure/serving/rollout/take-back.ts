import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';
import { autoscalePath, deploymentPath, RolloutPlace } from './paths';
import { removed, settled } from './settled';
import { putEndpoint } from './shift-traffic';
import { Actions, each, filter, http, inOrder, set, when } from './workflow-language';

/** Whether the rollout has to go back. */
export const FAILED = "or(not(equals(actions('rollout')?['status'], 'Succeeded')), not(empty(variables('reason'))))";

/**
 * Traffic goes back to what it was, and what was new is taken away. Where nothing served before, nothing does then.
 */
export function takeBack(place: RolloutPlace): Actions {
  const made = "items('undo_models')";
  const first = "first(body('failures'))";
  const told = `coalesce(${first}?['outputs']?['body']?['error']?['message'], ${first}?['error']?['message'], 'no reason was given')`;
  return when('take_back', `@${FAILED}`, inOrder(
    filter('failures', "@result('rollout')", "@contains(createArray('Failed', 'TimedOut'), item()?['status'])"),
    when('unexplained', "@empty(variables('reason'))", set('explain', 'reason', `@{concat('the step ', ${first}?['name'], ' failed: ', ${told})}`)),
    when('was_shifted', "@variables('shifted')", inOrder(
      putEndpoint('undo', place, "@outputs('before')['traffic']", "@outputs('before')['mirror']"),
      settled('undo', place.endpointId),
    )),
    each('undo_models', "@coalesce(body('new_models'), json('[]'))", inOrder(
      http('undo_scaling', 'DELETE', autoscalePath(place, `${made}['scaling']`), ROLLOUT_APIS.autoscale),
      removed('undo_model', deploymentPath(place, `${made}['name']`)),
    )),
  ));
}
