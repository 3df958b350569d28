import { IConstruct } from 'constructs';
import { ArtifactPath, BiasMetric, DataFormat, DriftMeasure, Duration, QualityMetric, RequestFormat } from '../../core';
import { DriftMonitorPlan, planDriftMonitor } from '../../core/drift/drift-monitor-plan';
import { DriftService } from '../../core/drift/drift-service';
import { EVIDENTLY_SERVICE } from '../../core/drift/evidently-service';
import { MONITOR, MONITOR_NAME } from '../../facts/aws/drift-service';
import { TARGET } from '../support';
import { checkMonitor, checkSchedule } from './drift-checks';
import { DriftMonitorProps } from './drift-monitor-props';

/** Checks what a monitor is to be, and completes it. */
export function planMonitor(scope: IConstruct, id: string, props: DriftMonitorProps): DriftMonitorPlan {
  const { platform } = props;
  const { platformName, profile: { settings }, region, artifacts } = platform;
  return planDriftMonitor(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profile: settings },
    region,
    managed: modelMonitor(),
    evidently: EVIDENTLY_SERVICE,
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    reports: (name) => artifacts.path(`drift/${name}`),
    capturePath: (endpoint) => artifacts.path(`capture/${endpoint}`),
    regionOf,
    checkSchedule,
    check: (plan, problems) => checkMonitor(plan, props, problems),
  });
}

/** Stores of this library know where they are. */
function regionOf({ store }: ArtifactPath): string | undefined {
  return (store as { readonly _region?: string })._region;
}

/** SageMaker Model Monitor, as core knows a service that watches models. */
function modelMonitor(): DriftService {
  const { name, mostFeatures, leastDistanceHours, longestRunHours } = MONITOR;
  return {
    name,
    mostFeatures,
    nameRule: MONITOR_NAME,
    measures: MONITOR.measures as readonly string[] as readonly DriftMeasure[],
    qualityMetrics: MONITOR.qualityMetrics as readonly string[] as readonly QualityMetric[],
    biasMetrics: MONITOR.biasMetrics as readonly string[] as readonly BiasMetric[],
    requestFormats: MONITOR.requestFormats as readonly string[] as readonly RequestFormat[],
    baselineFormats: MONITOR.baselineFormats as readonly string[] as readonly DataFormat[],
    // Batch outputs are refused as a whole.
    batchFormats: Object.values(DataFormat),
    joinsByRecordId: false,
    leastDistance: Duration.hours(leastDistanceHours),
    longestRun: Duration.hours(longestRunHours),
  };
}
