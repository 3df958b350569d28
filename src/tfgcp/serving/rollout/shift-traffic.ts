import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/**
 * Traffic between deployments, in whole percent that are 100 together: a part of the old split, and a part of the new one. What rounding leaves stays with the first
 * of the old, so that nothing new gets more than it should.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.endpoints/patch
 */
export const SHIFT_TRAFFIC: Definition = {
  mixed: {
    params: ['old', 'goal', 'percent'],
    steps: [
      assign('begin', { split: {}, rest: 100, first: '' }),
      each('of_old', 'id', 'keys(old)', [
        assign('stays', { share: ex('int((old[id] * (100 - percent) + default(map.get(goal, id), 0) * percent) / 100)'), rest: ex('rest - share') }),
        when('serves', 'share > 0', [assign('set', { 'split[id]': ex('share') })]),
        when('is_first', 'first == "" and old[id] > 0', [assign('name', { first: ex('id') })]),
      ]),
      each('of_new', 'id', 'keys(goal)', [
        when('is_new', 'not(id in old)', [
          assign('comes', { share: ex('int(goal[id] * percent / 100)'), rest: ex('rest - share') }),
          when('answers', 'share > 0', [assign('add', { 'split[id]': ex('share') })]),
        ]),
      ]),
      when('round', 'rest > 0', [assign('keep', { 'split[first]': ex('default(map.get(split, first), 0) + rest') })]),
      giveBack('give', ex('split')),
    ],
  },
  set_traffic: {
    params: ['api', 'endpoint', 'split'],
    steps: [
      call('patch', 'sent', { method: 'PATCH', url: ex('api + endpoint'), query: { updateMask: 'trafficSplit' }, body: { trafficSplit: ex('split') } }, 'done'),
      giveBack('give', ex('done')),
    ],
  },
  splits_differ: {
    params: ['one', 'other'],
    steps: [
      assign('begin', { differ: ex('len(one) != len(other)') }),
      each('all', 'id', 'keys(one)', [
        when('not_so', 'one[id] != default(map.get(other, id), 0)', [assign('note', { differ: true })]),
      ]),
      giveBack('give', ex('differ')),
    ],
  },
};
