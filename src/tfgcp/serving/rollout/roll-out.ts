import { assign, call, choose, Definition, each, ex, giveBack, Step, when } from '../../workflows/workflow-language';

const NAMES = { release: ex('release'), api: ex('api') };
const PLACE = { api: ex('api'), endpoint: ex('release.endpoint') };

/** What is wanted and not there is brought up, one after the other, and gets its part of the new split by its id. */
const BRING_UP: readonly Step[] = [
  each('all', 'variant', 'release.variants', [
    when('there', 'variant.key in before.by_key', [assign('keep', { 'one': ex('before.by_key[variant.key]'), 'id': ex('one.id'), 'wanted[id]': ex('variant.percent') })]),
    when('missing', 'not(variant.key in before.by_key)', [
      call('model', 'made_model', { api: ex('api'), place: ex('release.place'), variant: ex('variant'), uploaded: ex('uploaded') }, 'made'),
      assign('note', { uploaded: ex('made.uploaded') }),
      call('deployment', 'deployed_id', { ...PLACE, variant: ex('variant'), model: ex('made.model') }, 'id'),
      assign('count', { 'fresh': ex('list.concat(fresh, id)'), 'wanted[id]': ex('variant.percent') }),
    ]),
  ]),
  call('limits', 'adjust_limits', { ...PLACE, variants: ex('release.variants'), by_key: ex('before.by_key') }, 'changed'),
];

/** Traffic goes over step by step; where nobody served before, at once, since there is nothing to go back to. */
const HAND_OVER: readonly Step[] = [
  call('compare', 'splits_differ', { one: ex('before.split'), other: ex('wanted') }, 'differ'),
  when('move', 'differ and len(before.split) == 0', [
    call('whole', 'mixed', { old: ex('no_map'), goal: ex('wanted'), percent: 100 }, 'split'),
    call('serve', 'set_traffic', { ...PLACE, split: ex('split') }, 'done'),
  ]),
  when('shift', 'differ and len(before.split) > 0', [
    assign('watched', { ids: ex('if(len(fresh) > 0, fresh, keys(wanted))') }),
    each('steps', 'step', 'release.steps', [
      call('mix', 'mixed', { old: ex('before.split'), goal: ex('wanted'), percent: ex('step.percent') }, 'split'),
      call('set', 'set_traffic', { ...PLACE, split: ex('split') }, 'done'),
      call('watch', 'bake', { release: ex('release'), ids: ex('ids'), opened: ex('opened'), seconds: ex('step.seconds') }, 'done'),
    ]),
  ]),
];

/** A release as a whole. One whose content is live already changes nothing. */
export const ROLL_OUT: Definition = {
  roll_out: {
    params: ['release', 'api'],
    steps: [
      call('look', 'read_endpoint', PLACE, 'before'),
      call('alerts', 'open_alerts', { release: ex('release') }, 'opened'),
      assign('begin', { no_map: {}, wanted: {}, fresh: [], changed: [], uploaded: [], differ: false }),
      {
        attempt: {
          try: { steps: [...BRING_UP, ...HAND_OVER] },
          except: {
            as: 'e',
            steps: [
              assign('why', { reason: ex('if(get_type(e) == "string", e, json.encode_to_string(e))') }),
              {
                undo: {
                  try: { steps: [call('back', 'take_back', { ...NAMES, before: ex('before'), made: ex('fresh'), changed: ex('changed'), uploaded: ex('uploaded') }, 'done')] },
                  except: { as: 'worse', steps: [{ both: { raise: ex('"the release failed: " + reason + "; and what it made could not all be removed: " + json.encode_to_string(worse)') } }] },
                },
              },
              { tell: { raise: ex('"the release failed, and what served before serves: " + reason') } },
            ],
          },
        },
      },
      call('tidy', 'clean_up', NAMES, 'removed'),
      choose('what', [{ condition: 'differ or len(fresh) > 0 or len(changed) > 0', next: 'changes' }]),
      giveBack('nothing', 'this release was live already'),
      giveBack('changes', 'this release is live'),
    ],
  },
};
