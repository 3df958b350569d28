import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';
import { autoscalePath, deploymentPath, ML_API, RolloutPlace } from './paths';
import { removed, settled, wentWell } from './settled';
import { putEndpoint } from './shift-traffic';
import { Actions, compose, each, filter, http, inOrder, select, set, when } from './workflow-language';

/** What holds once all steps went well: the shadow, the tags, the address. */
export function finish(place: RolloutPlace): Actions {
  return inOrder(
    filter('shadows', "@variables('models')", "@item()['model']['shadow']"),
    each('mirror_models', "@body('shadows')", inOrder(
      compose('mirror_next', "@setProperty(variables('mirror'), items('mirror_models')['name'], items('mirror_models')['model']['percent'])"),
      set('mirror_model', 'mirror', "@outputs('mirror_next')"),
    )),
    set('mark_finished', 'shifted', true),
    putEndpoint('finish', place, "@variables('wanted')", "@variables('mirror')"),
    settled('finish', place.endpointId),
    when('finish_badly', `@not(${wentWell('finish')})`, set('finish_reason', 'reason', 'the endpoint took no new settings: read why in its activity log')),
  );
}

/** Takes away what no longer serves. Whatever goes wrong here is no failure of the release: the next one takes it away. */
export function cleanUp(place: RolloutPlace): Actions {
  const old = "items('clean_models')";
  return when('clean_up', "@empty(variables('reason'))", inOrder(
    http('left_over', 'GET', `${place.endpointId}/deployments`, ML_API),
    select('wanted_names', "@variables('models')", "@item()['name']"),
    select('wanted_scaling', "@variables('models')", "@item()['scaling']"),
    filter('unwanted', "@body('left_over')['value']", "@not(contains(body('wanted_names'), item()['name']))"),
    each('clean_models', "@body('unwanted')", inOrder(
      compose('old_scaling', `@concat(coalesce(${old}?['tags']?['variant'], ''), '-', coalesce(${old}?['tags']?['slot'], ''))`),
      when('no_longer_scaled', "@not(contains(body('wanted_scaling'), outputs('old_scaling')))", http('clean_scaling', 'DELETE', autoscalePath(place, "outputs('old_scaling')"), ROLLOUT_APIS.autoscale)),
      removed('clean', deploymentPath(place, `${old}['name']`)),
    )),
  ));
}
