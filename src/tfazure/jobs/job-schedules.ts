import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Schedule } from '../../core';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { writtenTexts } from '../../terraform';
import { AzapiResource, RawResource } from '../../terraform/raw';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobDefinition } from './job-definition';

/** The body of `Microsoft.MachineLearningServices/workspaces/schedules@2025-12-01`, as far as it is used. */
interface ScheduleBody {
  readonly properties: {
    readonly displayName: string;
    readonly isEnabled: boolean;
    readonly trigger: { readonly triggerType: 'Cron'; readonly expression: string; readonly timeZone: 'UTC'; readonly startTime: string };
    readonly action: { readonly actionType: 'CreateJob'; readonly jobDefinition: JobDefinition };
    readonly tags: Readonly<Record<string, string>>;
  };
}

const TYPE = 'Microsoft.MachineLearningServices/workspaces/schedules';

/**
 * A time that is gone: a schedule that says none runs its first job instantly, while "If the start time is in the past, the first job is run at the next
 * calculated run time." https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-schedule#cron-trigger
 */
const BEGINS = '2026-01-01T00:00:00';

/**
 * A schedule as Azure ML reads it. What it would run more often than was said is noted: "`DAYS` and `MONTHS` values aren't supported in cron
 * schedule expressions. Values passed for these parameters are ignored and treated as `*`."
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-schedule-pipeline-job
 */
export function scheduleLine(schedule: Schedule, problems: Problems, code = 'job/schedule'): string {
  const line = crontabOf(schedule, 'Azure ML', problems, code);
  const [, , dayOfMonth, month] = line.split(' ');
  if (dayOfMonth !== '*' || month !== '*') {
    problems.add(
      code,
      `the schedule '${line}' names days of the month or months, which Azure ML takes for each of them: name days of the week, or start the job at these times from outside, as 'startCommand' shows`,
    );
  }
  return line;
}

/** A schedule of Azure ML for each time that a job is to run at; each has the whole job. */
export function jobSchedules(scope: Construct, platform: IMlPlatform, definition: JobDefinition, times: readonly Schedule[]): TerraformResource[] {
  return times.map((schedule, i) => {
    const name = `${definition.displayName}-${i + 1}`;
    const body = bodyOf(name, scheduleLine(schedule, new Problems()), platform, definition);
    const resource = new AzapiResource<ScheduleBody>(scope, `Schedule-${i + 1}`, { type: TYPE, name, parentId: platform.machineLearningWorkspaceId, body });
    switchOff(scope, `Schedule-${i + 1}-Off`, resource);
    return resource;
  });
}

function bodyOf(name: string, expression: string, platform: IMlPlatform, definition: JobDefinition): ScheduleBody {
  return {
    properties: {
      displayName: name,
      isEnabled: true,
      trigger: { triggerType: 'Cron', expression, timeZone: 'UTC', startTime: BEGINS },
      action: { actionType: 'CreateJob', jobDefinition: writtenTexts(definition) },
      tags: platform.tags,
    },
  };
}

/**
 * "You must first disable a schedule to delete it", which Terraform does at a destroy and never before: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-schedule-pipeline-job#delete-a-schedule
 * ARM has no call for it but to write the schedule anew. What is written never runs, and never changes: azapi 2.9.0 fails to update an action that waits for a destroy, "Provider returned
 * invalid result object after apply", so that no job with a schedule could be changed.
 */
const OFF = {
  properties: {
    isEnabled: false,
    trigger: { triggerType: 'Cron', expression: '0 0 * * *', timeZone: 'UTC', startTime: BEGINS },
    action: {
      actionType: 'CreateJob',
      jobDefinition: { jobType: 'Command', command: 'true', environmentId: 'azureml://registries/azureml/environments/sklearn-1.5/labels/latest' },
    },
  },
} as const;

function switchOff(scope: Construct, id: string, schedule: AzapiResource): void {
  new RawResource(scope, id, 'azapi_resource_action', 'azapi', {
    type: `${TYPE}@2025-12-01`,
    resource_id: schedule.id,
    method: 'PUT',
    when: 'destroy',
    body: OFF,
    response_export_values: [],
  });
}
