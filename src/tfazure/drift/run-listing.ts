import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { Actions, compose, inOrder, set, until, variable, when } from '../serving/rollout/workflow-language';

const MANAGEMENT = 'https://management.azure.com';

/** Longer than any list of runs takes. */
const LONGEST_SECONDS = 900;

/** Which runs are looked for, and what the list is called. */
export interface RunListing {
  readonly name: string;
  readonly workspaceId: string;
  /** An expression of `item()`. */
  readonly where: string;
}

/** The variables of a list, which a workflow has at its top only. */
export function listingVariables({ name }: RunListing): Actions {
  return inOrder(variable(name, 'array', []), variable(`${name}_next`, 'string', ''));
}

/**
 * Reads the runs of a workspace, page by page, whoever started them, and keeps those that are looked for: a workflow remembers nothing, and the runs themselves are what it asks.
 * https://learn.microsoft.com/en-us/rest/api/azureml/jobs/list
 */
export function listRuns({ name, workspaceId, where }: RunListing): Actions {
  const next = `variables('${name}_next')`;
  return inOrder(
    set(`${name}_begin`, `${name}_next`, `${MANAGEMENT}${workspaceId}/jobs?api-version=${ROLLOUT_APIS.machineLearning}&listViewType=ActiveOnly`),
    until(`${name}_pages`, `@empty(${next})`, LONGEST_SECONDS, inOrder(
      { [`${name}_page`]: { type: 'Http', inputs: { method: 'GET', uri: `@{${next}}`, authentication: { type: 'ManagedServiceIdentity', audience: `${MANAGEMENT}/` } } } },
      { [`${name}_found`]: { type: 'Query', inputs: { from: `@body('${name}_page')['value']`, where } } },
      compose(`${name}_all`, `@union(variables('${name}'), body('${name}_found'))`),
      set(`${name}_keep`, name, `@outputs('${name}_all')`),
      set(`${name}_turn`, `${name}_next`, `@coalesce(body('${name}_page')?['nextLink'], '')`),
    )),
    when(`${name}_cut`, `@not(empty(${next}))`, failed(`${name}_lost`, 'NotListed', 'the runs of the workspace could not be listed')),
  );
}

/** Ends a run of a workflow as one that failed, which an alarm tells of. */
export function failed(name: string, code: string, message: string): Actions {
  return { [name]: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { code, message } } } };
}

/** Whether a run was made within a time, in the language of workflows. */
export function madeWithin(seconds: number): string {
  return `greater(ticks(item()['systemData']['createdAt']), ticks(addSeconds(utcNow(), -${seconds})))`;
}
