import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { Problems } from '../../core/private';
import { MONITOR_SPARK } from '../../facts/azure/drift-service';
import { AzapiResource, RawResource } from '../../terraform/raw';
import { scheduleLine } from '../jobs/job-schedules';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { BEYOND } from './monitor-component';

/** A signal of ours: https://learn.microsoft.com/en-us/azure/templates/microsoft.machinelearningservices/2025-12-01/workspaces/schedules#custommonitoringsignal */
interface CustomSignal {
  readonly signalType: 'Custom';
  readonly componentId: string;
  readonly notificationTypes: ReadonlyArray<'AmlNotification'>;
  readonly metricThresholds: ReadonlyArray<{ readonly metric: string; readonly threshold: { readonly value: number } }>;
  readonly inputAssets: {
    readonly production_data: {
      readonly inputDataType: 'Rolling';
      readonly jobInputType: 'uri_folder';
      readonly uri: string;
      readonly dataContext: string;
      readonly windowSize: string;
      readonly windowOffset: string;
      readonly preprocessingComponentId: string;
    };
  };
}

/** The body of `Microsoft.MachineLearningServices/workspaces/schedules@2025-12-01` with a monitor, as far as it is used. */
interface MonitorBody {
  readonly properties: {
    readonly displayName: string;
    readonly isEnabled: boolean;
    readonly trigger: { readonly triggerType: 'Cron'; readonly expression: string; readonly timeZone: 'UTC'; readonly startTime: string };
    readonly action: {
      readonly actionType: 'CreateMonitor';
      readonly monitorDefinition: {
        readonly computeConfiguration: {
          readonly computeType: 'ServerlessSpark';
          readonly instanceType: string;
          readonly runtimeVersion: string;
          readonly computeIdentity: { readonly computeIdentityType: 'AmlToken' };
        };
        readonly monitoringTarget: { readonly taskType: 'Classification' | 'Regression' };
        readonly signals: Readonly<Record<string, CustomSignal>>;
      };
    };
    readonly tags: Readonly<Record<string, string>>;
  };
}

const TYPE = 'Microsoft.MachineLearningServices/workspaces/schedules';

/** A time that is gone, so that a deployment starts no run: https://learn.microsoft.com/en-us/azure/machine-learning/reference-yaml-schedule#cron-trigger */
const BEGINS = '2026-01-01T00:00:00';

const NOWHERE = { inputDataType: 'Fixed', jobInputType: 'mltable', uri: 'azureml://datastores/workspaceblobstore/paths/off/' } as const;

/**
 * "You must first disable a schedule to delete it" (https://learn.microsoft.com/en-us/azure/machine-learning/how-to-schedule-pipeline-job#delete-a-schedule), for which ARM has no call but
 * to write it anew. What is written here never runs, and never changes: azapi 2.9.0 fails to update an action that waits for a destroy, "Provider returned invalid result object".
 */
const OFF = {
  properties: {
    isEnabled: false,
    trigger: { triggerType: 'Cron', expression: '0 0 * * *', timeZone: 'UTC', startTime: BEGINS },
    action: {
      actionType: 'CreateMonitor',
      monitorDefinition: {
        computeConfiguration: { computeType: 'ServerlessSpark', ...MONITOR_SPARK, computeIdentity: { computeIdentityType: 'AmlToken' } },
        signals: {
          off: { signalType: 'DataQuality', metricThresholds: [{ dataType: 'Numerical', metric: 'NullValueRate' }], productionData: NOWHERE, referenceData: NOWHERE },
        },
      },
    },
  },
} as const;

/** A signal as the schedule has it. */
export interface ScheduledSignal {
  readonly name: string;
  readonly componentId: string;
  readonly prepareId: string;
  /** How long ago the records are that it looks at. */
  readonly offsetSeconds: number;
}

export interface MonitorScheduleProps {
  readonly platform: IMlPlatform;
  readonly plan: DriftMonitorPlan;
  /** Where the records lie, as Azure ML writes it. */
  readonly uri: string;
  readonly signals: readonly ScheduledSignal[];
  readonly after: ITerraformDependable[];
}

/** What a signal is called in the workspace; by the monitor's name first, as Microsoft asks where events are told apart by it. */
export function signalName(monitorName: string, signal: string): string {
  return `${monitorName}_${signal}`;
}

/** What the schedule is called; what its runs are called begins so. */
export function scheduleName(monitorName: string): string {
  return `${monitorName}-monitor`;
}

/**
 * The monitor: a schedule of Azure ML whose runs are those of the workspace's own identity, since serverless Spark takes identities of the workspace only, and Azure ML's own steps of a
 * monitor take this one: `entities/_monitoring/compute.py` of https://pypi.org/project/azure-ai-ml/1.35.2/
 */
export function monitorSchedule(scope: Construct, { platform, plan, uri, signals, after }: MonitorScheduleProps): TerraformResource {
  const name = scheduleName(plan.name);
  const body: MonitorBody = {
    properties: {
      displayName: name,
      isEnabled: true,
      trigger: { triggerType: 'Cron', expression: scheduleLine(plan.schedule, new Problems()), timeZone: 'UTC', startTime: BEGINS },
      action: {
        actionType: 'CreateMonitor',
        monitorDefinition: {
          computeConfiguration: { computeType: 'ServerlessSpark', ...MONITOR_SPARK, computeIdentity: { computeIdentityType: 'AmlToken' } },
          monitoringTarget: { taskType: plan.schema.prediction.problem === 'regression' ? 'Regression' : 'Classification' },
          signals: Object.fromEntries(signals.map((signal) => [signal.name, customSignal(plan, uri, signal)])),
        },
      },
      tags: platform.tags,
    },
  };
  const schedule = new AzapiResource<MonitorBody>(scope, 'Schedule', { type: TYPE, name, parentId: platform.machineLearningWorkspaceId, body, dependsOn: after });
  new RawResource(scope, 'ScheduleOff', 'azapi_resource_action', 'azapi', {
    type: `${TYPE}@2025-12-01`,
    resource_id: schedule.id,
    method: 'PUT',
    when: 'destroy',
    body: OFF,
    response_export_values: [],
  });
  return schedule;
}

function customSignal({ windowSeconds }: DriftMonitorPlan, uri: string, { componentId, prepareId, offsetSeconds }: ScheduledSignal): CustomSignal {
  return {
    signalType: 'Custom',
    componentId,
    notificationTypes: ['AmlNotification'],
    metricThresholds: [{ metric: BEYOND, threshold: { value: 0 } }],
    inputAssets: {
      production_data: {
        inputDataType: 'Rolling',
        jobInputType: 'uri_folder',
        uri,
        dataContext: 'model_inputs',
        windowSize: isoDuration(windowSeconds),
        windowOffset: isoDuration(offsetSeconds),
        preprocessingComponentId: prepareId,
      },
    },
  };
}

/** As the examples of Azure ML have it in days; in hours, and less, where days are not enough. */
function isoDuration(seconds: number): string {
  if (seconds % 86_400 === 0) return `P${seconds / 86_400}D`;
  return seconds % 3_600 === 0 ? `PT${seconds / 3_600}H` : `PT${Math.round(seconds / 60)}M`;
}
