import { ML_API, RolloutPlace, SLOTS } from './paths';
import { settled } from './settled';
import { Actions, append, compose, each, filter, http, inOrder } from './workflow-language';

/**
 * Finds what serves, and calls each deployment that is wanted by a name: one that has the wanted content already by its own, a new one by a name that nobody had,
 * since a part of the release's id is in it.
 */
export function readPresent(place: RolloutPlace): Actions {
  const { endpointId } = place;
  const isSame = (item: string) => `and(equals(item()?['tags']?['variant'], ${item}['variant']), equals(item()?['tags']?['content'], ${item}['content']), `
    + "equals(item()?['properties']?['provisioningState'], 'Succeeded'))";
  const model = "items('name_models')";
  const kept = "first(body('same'))";
  return inOrder(
    // Somebody may have ended a run in the midst of what Azure still does.
    settled('begin', endpointId),
    http('endpoint', 'GET', endpointId, ML_API),
    http('present', 'GET', `${endpointId}/deployments`, ML_API),
    compose('before', {
      traffic: "@coalesce(body('endpoint')?['properties']?['traffic'], json('{}'))",
      mirror: "@coalesce(body('endpoint')?['properties']?['mirrorTraffic'], json('{}'))",
      tags: "@coalesce(body('endpoint')?['tags'], json('{}'))",
    }),
    filter('serving', "@body('present')['value']", "@greater(coalesce(outputs('before')?['traffic']?[item()['name']], 0), 0)"),
    each('name_models', "@outputs('release')['models']", inOrder(
      filter('same', "@body('present')['value']", `@${isSame(model)}`),
      filter('others', "@body('present')['value']", `@equals(item()?['tags']?['variant'], ${model}['variant'])`),
      filter('previous', "@body('others')", "@greater(coalesce(outputs('before')?['traffic']?[item()['name']], outputs('before')?['mirror']?[item()['name']], 0), 0)"),
      compose('slot', `@if(equals(coalesce(first(body('previous')), first(body('others')))?['tags']?['slot'], '${SLOTS[0]}'), '${SLOTS[1]}', '${SLOTS[0]}')`),
      append('name_model', 'models', {
        name: `@coalesce(${kept}?['name'], concat(${model}['variant'], '-', outputs('release')['suffix']))`,
        isNew: "@empty(body('same'))",
        scaling: `@concat(${model}['variant'], '-', coalesce(${kept}?['tags']?['slot'], outputs('slot')))`,
        slot: "@outputs('slot')",
        // A new deployment takes over from one that may have grown.
        capacity: `@min(${model}['most'], max(${model}['least'], coalesce(first(body('previous'))?['sku']?['capacity'], ${model}['first'])))`,
        model: `@${model}`,
      }),
    )),
    filter('new_models', "@variables('models')", "@item()['isNew']"),
    filter('kept_models', "@variables('models')", "@not(item()['isNew'])"),
  );
}
