import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/**
 * Undoes a release that failed: first traffic as it was, then the limits of replicas, then what was made goes. Where traffic cannot be put back, nothing is removed.
 */
export const TAKE_BACK: Definition = {
  take_back: {
    params: ['release', 'api', 'before', 'made', 'changed', 'uploaded'],
    steps: [
      when('served', 'len(before.split) > 0', [
        call('traffic', 'set_traffic', { api: ex('api'), endpoint: ex('release.endpoint'), split: ex('before.split') }, 'done'),
      ]),
      each('limits', 'one', 'changed', [
        assign('had', {
          no_list: [],
          resources: {
            minReplicaCount: ex('one.dedicatedResources.minReplicaCount'),
            maxReplicaCount: ex('default(map.get(one.dedicatedResources, "maxReplicaCount"), one.dedicatedResources.minReplicaCount)'),
            autoscalingMetricSpecs: ex('default(map.get(one.dedicatedResources, "autoscalingMetricSpecs"), no_list)'),
          },
        }),
        call('set', 'set_limits', { api: ex('api'), endpoint: ex('release.endpoint'), id: ex('one.id'), limits: ex('resources') }, 'done'),
      ]),
      each('deployments', 'id', 'made', [call('remove', 'undeploy', { api: ex('api'), endpoint: ex('release.endpoint'), id: ex('id') }, 'done')]),
      each('models', 'model', 'uploaded', [call('forget', 'delete_model', { api: ex('api'), own: ex('release.ownModels'), model: ex('model') }, 'done')]),
      giveBack('give', ex('made')),
    ],
  },
};
