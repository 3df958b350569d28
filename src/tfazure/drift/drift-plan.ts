import { IConstruct } from 'constructs';
import { BiasMetric, DataFormat, DriftMeasure, Duration, QualityMetric, RequestFormat } from '../../core';
import { DriftMonitorPlan, planDriftMonitor } from '../../core/drift/drift-monitor-plan';
import { DriftService } from '../../core/drift/drift-service';
import { EVIDENTLY_SERVICE } from '../../core/drift/evidently-service';
import { MONITOR, MONITOR_NAME } from '../../facts/azure/drift-service';
import { TARGET } from '../support';
import { checkMonitor, checkSchedule } from './drift-checks';
import { DriftMonitorProps } from './drift-monitor-props';

/** Checks what a monitor is to be, and completes it. */
export function planMonitor(scope: IConstruct, id: string, props: DriftMonitorProps): DriftMonitorPlan {
  const { platform } = props;
  const { platformName, profile: { settings }, location, artifacts } = platform;
  return planDriftMonitor(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profile: settings },
    region: location,
    managed: azureMl(),
    evidently: EVIDENTLY_SERVICE,
    storageUri: /^https:\/\/[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net\//,
    storageName: 'an Azure storage account',
    reports: (name) => artifacts.path(`drift/${name}`),
    capturePath: (endpoint) => artifacts.path(`capture/${endpoint}`),
    checkSchedule,
    check: (plan, problems) => checkMonitor(plan, props, problems),
  });
}

/** The monitors of Azure ML, as core knows a service that watches models. */
function azureMl(): DriftService {
  const { name, mostFeatures, mostSegments, leastDistanceHours, longestRunHours } = MONITOR;
  return {
    name,
    mostFeatures,
    mostSegments,
    nameRule: MONITOR_NAME,
    measures: MONITOR.measures as readonly string[] as readonly DriftMeasure[],
    qualityMetrics: MONITOR.qualityMetrics as readonly string[] as readonly QualityMetric[],
    biasMetrics: MONITOR.biasMetrics as readonly string[] as readonly BiasMetric[],
    requestFormats: MONITOR.requestFormats as readonly string[] as readonly RequestFormat[],
    baselineFormats: MONITOR.formats as readonly string[] as readonly DataFormat[],
    batchFormats: MONITOR.formats as readonly string[] as readonly DataFormat[],
    joinsByRecordId: true,
    leastDistance: Duration.hours(leastDistanceHours),
    longestRun: Duration.hours(longestRunHours),
  };
}
