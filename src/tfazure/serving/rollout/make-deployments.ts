import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';
import { DEPLOYMENT, DEPLOYMENT_NAME, ENDPOINT } from '../placeholders';
import { autoscalePath, deploymentPath, ML_API, RolloutPlace } from './paths';
import { settled, wentWell } from './settled';
import { Actions, each, http, inOrder, set, when } from './workflow-language';

/**
 * Makes the deployments that are not there, and waits for each, since Azure does one thing with an endpoint at a time and answers 409 to others:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-troubleshoot-online-endpoints#http-status-codes
 * Nobody is sent to them yet.
 */
export function makeDeployments(place: RolloutPlace): Actions {
  const made = "items('make_models')";
  const told = `'{"variant":"', ${made}['model']['variant'], '","content":"', ${made}['model']['content'], '","slot":"', ${made}['slot'], '","release":"', outputs('release')['id'], '"}'`;
  return each('make_models', "@body('new_models')", when('make_on', "@empty(variables('reason'))", inOrder(
    each('make_assets', `@${made}['model']['assets']`, http('make_asset', 'PUT', `${place.workspaceId}/@{items('make_assets')['path']}`, ML_API, "@items('make_assets')['body']")),
    http('make_model', 'PUT', deploymentPath(place, `${made}['name']`), ML_API, {
      location: place.location,
      tags: `@union(outputs('release')['endpoint']['tags'], json(concat(${told})))`,
      sku: { name: 'Default', capacity: `@${made}['capacity']` },
      properties: `@${made}['model']['properties']`,
    }),
    settled('made', deploymentPath(place, `${made}['name']`)),
    when('made_well', `@${wentWell('made')}`,
      when('made_scales', `@not(equals(${made}['model']?['autoscale'], null))`, autoscale('made_scaling', place, made)),
      set('made_badly', 'reason', `@{concat('the deployment ', ${made}['name'], ' did not become ready: read its logs in AmlOnlineEndpointConsoleLog and AmlOnlineEndpointEventLog')}`)),
  )));
}

/** Brings deployments that stay to the number of replicas that is wanted now. */
export function scaleKept(place: RolloutPlace): Actions {
  const kept = "items('scale_kept')";
  return each('scale_kept', "@body('kept_models')", when('kept_scales', `@not(equals(${kept}['model']?['autoscale'], null))`,
    autoscale('kept_scaling', place, kept),
    inOrder(
      http('kept_fixed', 'DELETE', autoscalePath(place, `${kept}['scaling']`), ROLLOUT_APIS.autoscale),
      http('kept_replicas', 'PATCH', deploymentPath(place, `${kept}['name']`), ML_API, { sku: { name: 'Default', capacity: `@${kept}['model']['first']` } }),
      settled('kept', deploymentPath(place, `${kept}['name']`)),
    )));
}

function autoscale(name: string, place: RolloutPlace, item: string): Actions {
  const deployment = `concat('${place.endpointId}/deployments/', ${item}['name'])`;
  const filled = `replace(replace(replace(string(${item}['model']?['autoscale']), '${DEPLOYMENT_NAME}', ${item}['name']), '${DEPLOYMENT}', ${deployment}), '${ENDPOINT}', '${place.endpointId}')`;
  return http(name, 'PUT', autoscalePath(place, `${item}['scaling']`), ROLLOUT_APIS.autoscale, {
    location: place.location, tags: "@outputs('release')['endpoint']['tags']", properties: `@json(${filled})`,
  });
}
