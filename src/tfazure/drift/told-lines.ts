import { Actions } from '../serving/rollout/workflow-language';

/** What a line of a monitor's log may say. */
export const LINE = ['Kind', 'Signal', 'Metric', 'Group', 'Segment', 'Value', 'Threshold', 'Beyond', 'Outcome'] as const;

export type LineField = (typeof LINE)[number];

/**
 * Says something that is kept in Log Analytics: properties of an action that are tracked go there with all that its workflow does, without a way for anybody to write.
 * https://learn.microsoft.com/en-us/azure/logic-apps/monitor-workflows-collect-diagnostic-data#include-custom-properties-in-telemetry
 */
export function tell(name: string, fields: Partial<Readonly<Record<LineField, string>>>): Actions {
  return {
    [name]: {
      type: 'Compose',
      inputs: fields,
      trackedProperties: Object.fromEntries(Object.keys(fields).map((field) => [`ml${field}`, `@{action()['inputs']['${field}']}`])),
    },
  };
}

/** The lines of a monitor's log, as a query of Log Analytics: https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/azurediagnostics */
export function linesOf(workflowName: string, kind: string): string {
  const columns = LINE.map((field) => `${field} = tostring(column_ifexists('trackedProperties_ml${field}_s', ''))`);
  return [
    'AzureDiagnostics',
    `| where ResourceProvider == 'MICROSOFT.LOGIC' and Category == 'WorkflowRuntime' and resource_workflowName_s =~ '${workflowName}' and OperationName endswith 'workflowActionCompleted'`,
    `| extend ${columns.join(', ')}`,
    `| where Kind == '${kind}'`,
  ].join('\n');
}
