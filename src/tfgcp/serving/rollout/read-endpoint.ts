import { assign, call, Definition, each, ex, giveBack, when } from '../../workflows/workflow-language';

/** What there is: who serves, with which part of the traffic, and which deployment has which content. */
export const READ_ENDPOINT: Definition = {
  read_endpoint: {
    params: ['api', 'endpoint'],
    steps: [
      call('ask', 'got', { url: ex('api + endpoint') }, 'seen'),
      // What is empty is left out of an answer.
      assign('nothing', { no_map: {}, no_list: [] }),
      assign('read', {
        now: {
          split: ex('default(map.get(seen, "trafficSplit"), no_map)'),
          deployed: ex('default(map.get(seen, "deployedModels"), no_list)'),
          by_key: {},
        },
      }),
      each('sort', 'one', 'now.deployed', [
        // Of two with the same content, which only a run that was cancelled leaves, the one that serves counts.
        assign('name', { key: ex('one.displayName') }),
        when('first', 'not(key in now.by_key) or one.id in now.split', [assign('keep', { 'now.by_key[key]': ex('one') })]),
      ]),
      giveBack('give', ex('now')),
    ],
  },
};
