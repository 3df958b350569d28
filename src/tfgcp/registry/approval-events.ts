import { Construct } from 'constructs';
import { Duration, IAlarm, MetricUnit, Severity, Statistic } from '../../core';
import { LOG_METRIC_PREFIX } from '../../facts/gcp/metrics';
import { changesByHand, MODEL_CHANGE_RESOURCE } from '../../facts/gcp/registry-events';
import { LoggingMetric } from '../../providers/google/logging-metric';
import { Alarm } from '../observability/alarm';
import { Metric } from '../observability/metric';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Tells people of each change of a registered model that did not come from the program: an approval, a rejection, a version that was removed. */
export function tellOfChanges(scope: Construct, platform: IMlPlatform, modelName: string, keeper: string): IAlarm {
  const { project } = platform;
  const metric = new LoggingMetric(scope, 'Changes', {
    project,
    name: `${modelName}-changed-by-hand`,
    description: `Counts changes of the model ${modelName} that its program did not make`,
    filter: changesByHand(modelName, keeper),
    metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: `${modelName}: changes by hand` },
  });
  return new Alarm(scope, 'ChangedByHand', {
    platform,
    alarmName: `${modelName}-changed-by-hand`,
    kind: 'model-changed',
    threshold: 0,
    severity: Severity.INFO,
    description: `${modelName}: somebody decided on a version, or changed one. The audit log says who: ask it with the output 'audit_command' of the registry.`,
    metric: new Metric({
      metricType: `${LOG_METRIC_PREFIX}${metric.name}`,
      resourceTypes: [MODEL_CHANGE_RESOURCE],
      label: `${modelName}: changes by hand`,
      unit: MetricUnit.COUNT,
      statistic: Statistic.SUM,
      period: Duration.minutes(5),
    }),
  });
}

/** Asks the audit log who registered and decided what. */
export function auditCommand({ project }: IMlPlatform, modelName: string): string {
  const filter = `protoPayload.serviceName="aiplatform.googleapis.com" AND protoPayload.methodName:"ModelService" AND protoPayload.resourceName:"/models/${modelName}"`;
  return `gcloud logging read '${filter}' --project=${project} --freshness=90d`;
}
