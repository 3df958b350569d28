import { LOGIC_LIMITS } from '../../facts/azure/serving-rollout';
import { mapTexts, writtenText } from '../../terraform';
import { workflowText } from '../jobs/workflow-text';
import { ReleaseContent } from './release-content';
import { awaitRights } from './rollout/await-rights';
import { cleanUp, finish } from './rollout/finish';
import { makeDeployments, scaleKept } from './rollout/make-deployments';
import { RolloutPlace } from './rollout/paths';
import { readPresent } from './rollout/read-present';
import { record } from './rollout/record';
import { shiftTraffic } from './rollout/shift-traffic';
import { FAILED, takeBack } from './rollout/take-back';
import { Action, Actions, after, ALWAYS, compose, inOrder, scope, variable, when } from './rollout/workflow-language';

/** A workflow of Logic Apps: https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-workflow-definition-language */
export interface WorkflowDefinition {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly triggers: Readonly<Record<string, Action>>;
  readonly actions: Actions;
}

/** What a release is called, as two values that Terraform knows once it has begun. */
export interface ReleaseName {
  readonly id: string;
  /** A part of the id that names of deployments have room for. */
  readonly suffix: string;
}

export const TRIGGER = 'manual';

/**
 * One rollout after the other: reads what serves, makes what is wanted beside it, brings traffic over step by step, watches alarms, and takes away what no longer serves;
 * or takes back what it did. The release stands in the definition, since Azure's own API starts a workflow without a body.
 */
export function rolloutDefinition(place: RolloutPlace, content: ReleaseContent, { id, suffix }: ReleaseName): WorkflowDefinition {
  return {
    $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    triggers: {
      [TRIGGER]: {
        type: 'Request',
        kind: 'Http',
        inputs: { schema: {} },
        runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: LOGIC_LIMITS.mostWaitingRuns } },
      },
    },
    actions: {
      ...inOrder(
        compose('release', { ...mapTexts(content, (text) => writtenText(workflowText(text))), id, suffix }),
        variable('models', 'array', []),
        variable('wanted', 'object', {}),
        variable('traffic', 'object', {}),
        variable('mirror', 'object', {}),
        variable('names', 'object', {}),
        variable('left', 'integer', 0),
        variable('moves', 'boolean', false),
        variable('shifted', 'boolean', false),
        variable('since', 'string', ''),
        variable('deadline', 'string', ''),
        variable('reason', 'string', ''),
        scope('rollout', inOrder(
          awaitRights(place),
          readPresent(place),
          makeDeployments(place),
          when('serve', "@empty(variables('reason'))", shiftTraffic(place)),
          when('conclude', "@empty(variables('reason'))", inOrder(scaleKept(place), finish(place))),
        )),
        cleanUp(place),
      ),
      ...after('clean_up', ALWAYS, takeBack(place)),
      ...after('take_back', ALWAYS, scope('tell', record(place))),
      ...after('tell', ALWAYS, when('end', `@${FAILED}`, inOrder({
        fail: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { code: 'ReleaseFailed', message: "@{variables('reason')}" } } },
      }))),
    },
  };
}
