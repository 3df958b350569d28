import { ROLLOUT_APIS } from '../../../facts/azure/serving-rollout';
import { FAILURES_TAG, ML_API, RolloutPlace } from './paths';
import { settled } from './settled';
import { FAILED } from './take-back';
import { Actions, after, ALWAYS, compose, each, http, inOrder, set, when } from './workflow-language';

/** What a deployment of Resource Manager says when it is asked; it deploys nothing. */
const TEMPLATE = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { outcome: { type: 'string' }, reason: { type: 'string' }, deployments: { type: 'object' } },
  resources: [],
  outputs: {
    outcome: { type: 'string', value: "[parameters('outcome')]" },
    reason: { type: 'string', value: "[parameters('reason')]" },
    deployments: { type: 'object', value: "[parameters('deployments')]" },
  },
} as const;

/** The name under which a release's end is found. */
export function recordPath(resourceGroupId: string, endpointName: string, release: string): string {
  return `${resourceGroupId}/providers/Microsoft.Resources/deployments/${endpointName}-${release}`;
}

/** What Terraform waits for, and what an auditor finds among the deployments of the resource group: how a release ended, and what serves then. */
export function record(place: RolloutPlace): Actions {
  const path = recordPath(place.resourceGroupId, place.endpointName, "@{outputs('release')['id']}");
  return inOrder(
    when('count_failure', `@${FAILED}`, countFailure(place)),
    namesNow(),
    after('names_now', ALWAYS, http('write_record', 'PUT', path, ROLLOUT_APIS.deployments, {
      properties: {
        mode: 'Incremental',
        template: TEMPLATE,
        parameters: {
          outcome: { value: `@{if(${FAILED}, 'failed', 'succeeded')}` },
          reason: { value: "@{variables('reason')}" },
          deployments: { value: "@variables('names')" },
        },
      },
    })),
  );
}

/** Terraform reads the number with the endpoint, so that the same program, applied once more, is a release once more. */
function countFailure({ endpointId }: RolloutPlace): Actions {
  const tags = "coalesce(body('tags_now')?['tags'], json('{}'))";
  const failures = `int(coalesce(${tags}?['${FAILURES_TAG}'], '0'))`;
  return inOrder(
    http('tags_now', 'GET', endpointId, ML_API),
    compose('tags_next', `@setProperty(${tags}, '${FAILURES_TAG}', string(add(${failures}, 1)))`),
    http('count', 'PATCH', endpointId, ML_API, { tags: "@outputs('tags_next')" }),
    settled('count', endpointId),
  );
}

/** What each variant is called now, for those who watch it. */
function namesNow(): Actions {
  return after('count_failure', ALWAYS, each('names_now', "@variables('models')", inOrder(
    compose('names_next', "@setProperty(variables('names'), items('names_now')['model']['variant'], items('names_now')['name'])"),
    set('name_now', 'names', "@outputs('names_next')"),
  )));
}
