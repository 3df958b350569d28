import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { longestDistanceSeconds } from '../../core/drift/run-distance';
import { SEE_RUNS } from '../../facts/azure/drift-rights';
import { ROLLOUT_APIS } from '../../facts/azure/serving-rollout';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Actions, compose, http, inOrder, when } from '../serving/rollout/workflow-language';
import { LogicWorkflow } from './logic-workflow';
import { scheduleName } from './monitor-schedule';
import { failed, listingVariables, listRuns, madeWithin, RunListing } from './run-listing';

const HOUR_SECONDS = 3_600;

/**
 * Looks every hour whether a run of the monitor was completed when it should have been; its own failure is the alarm. A log query could not: it looks back two days at most, and a monitor
 * may run once a week. https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-types#log-alerts
 */
export class Watchdog extends Construct {
  public readonly workflow: LogicWorkflow;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: DriftMonitorPlan) {
    super(scope, id);
    const { resourceGroupId, nameSuffix, machineLearningWorkspaceId } = platform;
    this.workflow = new LogicWorkflow(this, 'Workflow', {
      platform,
      name: `${plan.name}-watchdog`,
      trigger: { name: 'hourly', definition: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 }, runtimeConfiguration: { concurrency: { runs: 1 } } } },
      actions: watchActions(machineLearningWorkspaceId, plan),
    });
    const role = new RoleDefinition(this, 'Role', {
      name: `${plan.name} watchdog ${nameSuffix}`,
      description: 'What sees whether a monitor has run',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...SEE_RUNS] }],
    });
    grantToManagedIdentity(this, 'See', this.workflow.resource.principalId, {
      scope: machineLearningWorkspaceId, roleDefinitionId: role.roleDefinitionResourceId, description: `Sees whether ${plan.name} has run`,
    });
  }
}

/** What a run is called begins with its schedule: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-schedule-pipeline-job#query-triggered-jobs-from-schedule */
export function watchActions(workspaceId: string, { name, schedule, maxRunSeconds }: Pick<DriftMonitorPlan, 'name' | 'schedule' | 'maxRunSeconds'>): Actions {
  const seconds = longestDistanceSeconds(schedule) + maxRunSeconds + HOUR_SECONDS;
  const isOurs = `contains(coalesce(item()?['properties']?['displayName'], ''), '${scheduleName(name)}')`;
  const listing: RunListing = {
    name: 'runs', workspaceId, where: `@and(${isOurs}, equals(item()?['properties']?['status'], 'Completed'), ${madeWithin(seconds)})`,
  };
  return inOrder(
    listingVariables(listing),
    http('schedule', 'GET', `${workspaceId}/schedules/${scheduleName(name)}`, ROLLOUT_APIS.machineLearning),
    compose('is_due', `@less(ticks(coalesce(body('schedule')?['systemData']?['createdAt'], '2026-01-01T00:00:00Z')), ticks(addSeconds(utcNow(), -${seconds})))`),
    when('when_due', "@outputs('is_due')", inOrder(
      listRuns(listing),
      when('is_missing', "@empty(variables('runs'))", failed('missing', 'DidNotRun', `no run of ${name} was completed in the last ${Math.round(seconds / HOUR_SECONDS)} hours`)),
    )),
  );
}
