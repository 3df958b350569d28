import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/** Other limits of replicas, by variants, for whatever deployment serves them now. */
export const SET_SCHEDULE: Definition = {
  set_schedule: {
    params: ['release', 'api'],
    steps: [
      call('look', 'read_endpoint', { api: ex('api'), endpoint: ex('release.endpoint') }, 'now'),
      each('all', 'one', 'now.deployed', [
        assign('which', { parts: ex('text.split(one.displayName, "-")'), variant: ex('parts[0]') }),
        when('ours', 'variant in release.limits', [
          assign('shape', {
            'no_list': [],
            'limits': ex('release.limits[variant]'),
            'limits.autoscalingMetricSpecs': ex('default(map.get(one.dedicatedResources, "autoscalingMetricSpecs"), no_list)'),
          }),
          call('set', 'set_limits', { api: ex('api'), endpoint: ex('release.endpoint'), id: ex('one.id'), limits: ex('limits') }, 'done'),
        ]),
      ]),
      giveBack('give', 'the limits are set'),
    ],
  },
};
