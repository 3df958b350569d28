import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { DriftMonitorFacts } from '../facts';
import { countedAlarms, EventRule, MetricAlarm, MonitoringJob, sageMakerMonitors, Watched } from './aws-drift';
import { bucketReaders } from './aws-features';
import { policies, storeIn } from './awscdk-features';
import { accounts, references } from './awscdk-jobs';
import { plain } from './awscdk-models';
import { clusterMonitors } from './cluster-drift';

export function driftMonitors(app: SynthesizedApp, { software, stores, endpoints, clusters }: Watched): DriftMonitorFacts[] {
  const storeOf = (address: string) => storeIn(app, stores, address);
  const allowed = policies(app);
  const alarms = app.of('AWS::CloudWatch::Alarm').map(alarm);
  const schedules = app.of('AWS::SageMaker::MonitoringSchedule');
  const inClusters = clusterMonitors(software, { account: accounts(app), clusters, ...bucketReaders(allowed, storeOf), ...countedAlarms(alarms) });
  const [by] = schedules;
  if (!by) return inClusters;
  return [
    ...sageMakerMonitors({
      jobs: schedules.map((schedule) => job(app, schedule)),
      machines: app.of('AWS::StepFunctions::StateMachine').map(({ id, properties }) => ({
        name: properties.StateMachineName as string,
        definition: JSON.parse(text(properties.DefinitionString)),
        role: text(properties.RoleArn),
        is: (reference) => [`\${${id}}`, `\${${id}.Arn}`].includes(reference),
      })),
      rules: app.of('AWS::Events::Rule').map(rule),
      alarms,
      endpoints,
      policies: allowed,
      references: references(app, by),
      storeOf,
    }),
    ...inClusters,
  ];
}

/** A definition has no name of its own: its schedule takes that out of its ARN. */
function job(app: SynthesizedApp, schedule: TemplateResource): MonitoringJob {
  const { MonitoringScheduleName: scheduleName, MonitoringScheduleConfig: config } = schedule.properties;
  const { MonitoringType: type, ScheduleConfig, MonitoringJobDefinitionName: named } = config;
  const [, Ref] = /"Ref":"(\w+)"/.exec(JSON.stringify(named))!;
  return { scheduleName, type, expression: ScheduleConfig.ScheduleExpression, definition: plain(app.named(schedule, { Ref })!.properties) };
}

function rule({ properties: { EventPattern, Targets } }: TemplateResource): EventRule {
  const targets = list<Json>(Targets).map(({ Arn, Input }) => ({ arn: text(Arn), input: Input === undefined ? undefined : text(Input) }));
  return { pattern: plain(EventPattern), targets };
}

function alarm({ properties: { Threshold: threshold, ComparisonOperator: comparison, Metrics } }: TemplateResource): MetricAlarm {
  const metrics = list<Json>(Metrics);
  return {
    threshold,
    comparison,
    series: metrics.filter(({ MetricStat }) => MetricStat !== undefined).map(({ MetricStat: { Metric } }) => ({
      metric: Metric.MetricName, dimensions: Object.fromEntries(list<Json>(Metric.Dimensions).map(({ Name, Value }) => [Name, text(Value)])),
    })),
  };
}
