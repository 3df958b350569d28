import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/**
 * Brings up what is wanted and not there. Vertex AI gives each deployment an id of its own, which is never used again, and which content it has stands in its name
 * for people; no traffic goes to it yet. Limits of replicas are changed in place.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/deployModel,
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/mutateDeployedModel
 */
export const DEPLOY: Definition = {
  deployed_id: {
    params: ['api', 'endpoint', 'variant', 'model'],
    steps: [
      assign('shape', { body: { deployedModel: ex('variant.deployed') } }),
      assign('fill', { 'body.deployedModel.model': ex('model'), 'body.deployedModel.displayName': ex('variant.key') }),
      call('post', 'sent', { method: 'POST', url: ex('api + endpoint + ":deployModel"'), body: ex('body') }, 'operation'),
      call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the deployment of " + variant.name') }, 'done'),
      giveBack('give', ex('done.deployedModel.id')),
    ],
  },
  set_limits: {
    params: ['api', 'endpoint', 'id', 'limits'],
    steps: [
      call('post', 'sent', {
        method: 'POST',
        url: ex('api + endpoint + ":mutateDeployedModel"'),
        body: {
          deployedModel: { id: ex('id'), dedicatedResources: ex('limits') },
          updateMask: 'dedicatedResources.minReplicaCount,dedicatedResources.maxReplicaCount,dedicatedResources.autoscalingMetricSpecs',
        },
      }, 'operation'),
      call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: 'the new limits of replicas' }, 'done'),
      giveBack('give', ex('id')),
    ],
  },
  // Whether a deployment has other limits than these.
  limits_differ: {
    params: ['has', 'wanted'],
    steps: [
      assign('read', { no_list: [], min: ex('has.minReplicaCount'), max: ex('default(map.get(has, "maxReplicaCount"), has.minReplicaCount)') }),
      assign('encode', {
        specs: ex('json.encode_to_string(default(map.get(has, "autoscalingMetricSpecs"), no_list))'),
        wanted_specs: ex('json.encode_to_string(wanted.autoscalingMetricSpecs)'),
      }),
      giveBack('give', ex('min != wanted.minReplicaCount or max != wanted.maxReplicaCount or specs != wanted_specs')),
    ],
  },
  // Sets the limits of what stays, and remembers those it had.
  adjust_limits: {
    params: ['api', 'endpoint', 'variants', 'by_key'],
    steps: [
      assign('begin', { changed: [] }),
      each('all', 'variant', 'variants', [
        when('there', 'variant.key in by_key', [
          assign('which', { one: ex('by_key[variant.key]') }),
          call('compare', 'limits_differ', { has: ex('one.dedicatedResources'), wanted: ex('variant.limits') }, 'differ'),
          when('change', 'differ', [
            call('set', 'set_limits', { api: ex('api'), endpoint: ex('endpoint'), id: ex('one.id'), limits: ex('variant.limits') }, 'done'),
            assign('remember', { changed: ex('list.concat(changed, one)') }),
          ]),
        ]),
      ]),
      giveBack('give', ex('changed')),
    ],
  },
};
