import { FAILURES_TAG, ML_API, RolloutPlace } from './paths';
import { settled, wentWell } from './settled';
import { watchAlarms } from './watch-alarms';
import { Actions, compose, each, filter, http, inOrder, select, set, when } from './workflow-language';

const WELL = "empty(variables('reason'))";

/**
 * Brings the traffic from what serves to what is wanted, in steps that lie between the two: (old × (100 − p) + new × p) / 100, in whole percent. What rounding leaves
 * stays with what served before, so that each step sums to 100. A first release has nothing to go back to, and takes all at once.
 */
export function shiftTraffic(place: RolloutPlace): Actions {
  const name = "items('compare_names')";
  return inOrder(
    filter('answering', "@variables('models')", "@not(item()['model']['shadow'])"),
    select('new_names', "@body('answering')", "@item()['name']"),
    select('old_names', "@body('serving')", "@item()['name']"),
    compose('names', "@union(body('old_names'), body('new_names'))"),
    each('want_models', "@body('answering')", inOrder(
      compose('wanted_next', "@setProperty(variables('wanted'), items('want_models')['name'], items('want_models')['model']['percent'])"),
      set('want_model', 'wanted', "@outputs('wanted_next')"),
    )),
    each('compare_names', "@outputs('names')", when('differs', `@not(equals(coalesce(outputs('before')?['traffic']?[${name}], 0), coalesce(variables('wanted')?[${name}], 0)))`,
      set('must_move', 'moves', true))),
    compose('steps', "@if(not(variables('moves')), json('[]'), if(empty(body('serving')), json('[100]'), outputs('release')['steps']))"),
    set('begin', 'since', '@utcNow()'),
    each('step', "@outputs('steps')", when('step_on', `@${WELL}`, step(place))),
    when('keep_old', `@and(${WELL}, variables('moves'), not(empty(body('serving'))), greater(outputs('release')['keepSeconds'], 0))`,
      watchAlarms('keep', place, "outputs('release')['keepSeconds']")),
  );
}

function step(place: RolloutPlace): Actions {
  const part = "items('step')";
  const name = "items('share_names')";
  const favored = "coalesce(first(body('old_names')), first(body('new_names')))";
  return inOrder(
    set('empty_traffic', 'traffic', '@json(\'{}\')'),
    set('all_left', 'left', 100),
    each('share_names', "@outputs('names')", inOrder(
      compose('share', `@div(add(mul(coalesce(outputs('before')?['traffic']?[${name}], 0), sub(100, ${part})), mul(coalesce(variables('wanted')?[${name}], 0), ${part})), 100)`),
      compose('traffic_next', `@setProperty(variables('traffic'), ${name}, outputs('share'))`),
      set('add_share', 'traffic', "@outputs('traffic_next')"),
      { take_share: { type: 'DecrementVariable', inputs: { name: 'left', value: "@outputs('share')" } } },
    )),
    compose('rounded', `@setProperty(variables('traffic'), ${favored}, add(variables('traffic')[${favored}], variables('left')))`),
    set('mark_shifted', 'shifted', true),
    putEndpoint('shift', place, "@outputs('rounded')", "@outputs('before')['mirror']"),
    settled('shift', place.endpointId),
    when('shift_well', `@${wentWell('shift')}`,
      watchAlarms('watch', place, "outputs('release')['watchSeconds']"),
      set('shift_badly', 'reason', '@{concat(\'the endpoint took no new traffic: its state is \', body(\'shift_state\')?[\'properties\']?[\'provisioningState\'])}')),
  );
}

/** Writes the endpoint whole, since Azure takes its traffic in no other way; what Terraform knows of it comes with the release. */
export function putEndpoint(prefix: string, place: RolloutPlace, traffic: string, mirror: string): Actions {
  return http(`${prefix}_put`, 'PUT', place.endpointId, ML_API, {
    location: place.location,
    // What Terraform knows, and how many releases have failed, which it does not.
    tags: `@setProperty(outputs('release')['endpoint']['tags'], '${FAILURES_TAG}', coalesce(outputs('before')['tags']?['${FAILURES_TAG}'], '0'))`,
    identity: "@outputs('release')['endpoint']['identity']",
    properties: {
      authMode: "@outputs('release')['endpoint']['properties']['authMode']",
      publicNetworkAccess: "@outputs('release')['endpoint']['properties']['publicNetworkAccess']",
      traffic,
      mirrorTraffic: mirror,
    },
  });
}
