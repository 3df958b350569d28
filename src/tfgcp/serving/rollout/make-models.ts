import { assign, call, choose, Definition, ex, fail, giveBack, Step, when } from '../../workflows/workflow-language';

const NOT_FOUND = 404;

/** Lets an answer of 404 be nothing. */
function ifThere(name: string, step: object, steps: readonly Step[]): Step {
  return {
    [name]: {
      try: step,
      except: {
        as: 'e',
        steps: [
          choose('is_missing', [{ condition: `default(map.get(e, "code"), 0) == ${NOT_FOUND}`, next: 'missing' }]),
          { other: { raise: ex('e') } },
          ...steps,
        ],
      },
    },
  };
}

/**
 * Makes sure that the model of a variant is there. One of files or an image is uploaded under a name that its content gives, so that the same content is the same
 * model; one of a registry has to be approved, which an alias of its version says.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/upload
 */
export const MAKE_MODELS: Definition = {
  made_model: {
    params: ['api', 'place', 'variant', 'uploaded'],
    steps: [
      choose('which', [{ condition: '"model" in variant', next: 'of_registry' }]),
      assign('name', { model: ex('place + "/models/" + variant.modelId'), there: true }),
      ifThere('look', { call: 'got', args: { url: ex('api + model') }, result: 'seen' }, [assign('missing', { there: false })]),
      when('upload', 'not(there)', [
        call('post', 'sent', { method: 'POST', url: ex('api + place + "/models:upload"'), body: { modelId: ex('variant.modelId'), model: ex('variant.upload') } }, 'operation'),
        call('follow', 'waited', { api: ex('api'), operation: ex('operation'), what: ex('"the upload of " + variant.name') }, 'done'),
        assign('count', { uploaded: ex('list.concat(uploaded, model)') }),
      ]),
      giveBack('give', { model: ex('model'), uploaded: ex('uploaded') }),
      call('of_registry', 'got', { url: ex('api + variant.model') }, 'version'),
      assign('aliases', { no_list: [], approved: false }),
      {
        read: {
          for: {
            value: 'alias',
            in: ex('default(map.get(version, "versionAliases"), no_list)'),
            steps: [
              when('says_so', 'text.match_regex(alias, "(^|-)approved$")', [assign('yes', { approved: true })]),
            ],
          },
        },
      },
      choose('may', [{ condition: 'approved', next: 'take' }]),
      fail('may_not', '"the version " + variant.model + " of " + variant.name + " is not approved: let one of the approvers of its registry approve it"'),
      giveBack('take', { model: ex('variant.model'), uploaded: ex('uploaded') }),
    ],
  },
};
