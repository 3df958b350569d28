import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { DriftMonitorFacts } from '../facts';
import { countedAlarms, Machine, MetricAlarm, MonitoringJob, sageMakerMonitors, Watched } from './aws-drift';
import { bucketReaders } from './aws-features';
import { clusterMonitors } from './cluster-drift';
import { policies, storeIn } from './tfaws-features';
import { accounts, references } from './tfaws-jobs';
import { all, target, wanted } from './tfaws-references';

export function driftMonitors(stack: SynthesizedStack, { software, stores, endpoints, clusters }: Watched): DriftMonitorFacts[] {
  const storeOf = (address: string) => storeIn(stack, stores, address);
  const allowed = policies(stack);
  const alarms = all(stack, 'aws_cloudwatch_metric_alarm').map(alarm);
  return [
    ...sageMakerMonitors({
      jobs: wanted(stack, 'AWS::SageMaker::MonitoringSchedule').map((schedule) => job(stack, schedule)),
      machines: all(stack, 'aws_sfn_state_machine').map((machine) => machineOf(stack, machine)),
      rules: all(stack, 'aws_cloudwatch_event_rule').map((rule) => ({
        pattern: rule.event_pattern && parseJsonText(rule.event_pattern),
        targets: all(stack, 'aws_cloudwatch_event_target').filter((one) => target(stack, one.rule) === rule).map(({ arn, input }) => ({ arn: arn as string, input: input as string | undefined })),
      })),
      alarms,
      endpoints,
      policies: allowed,
      references: references(stack),
      storeOf,
    }),
    ...clusterMonitors(software, { account: accounts(stack), clusters, ...bucketReaders(allowed, storeOf), ...countedAlarms(alarms) }),
  ];
}

function job(stack: SynthesizedStack, { MonitoringScheduleName: scheduleName, MonitoringScheduleConfig: config }: Attributes): MonitoringJob {
  const { MonitoringType: type, ScheduleConfig, MonitoringJobDefinitionName: named } = config;
  const definition = wanted(stack, `AWS::SageMaker::${type as string}JobDefinition`).find(({ JobDefinitionName }) => JobDefinitionName === named)!;
  return { scheduleName, type, expression: ScheduleConfig.ScheduleExpression, definition };
}

function machineOf(stack: SynthesizedStack, machine: Attributes): Machine {
  // Terraform doubles what begins an expression of its own.
  const definition = JSON.parse((machine.definition as string).replaceAll('$${', '${').replaceAll('%%{', '%{'));
  return { name: machine.name, definition, role: machine.role_arn, is: (reference) => target(stack, reference) === machine };
}

function alarm({ threshold, comparison_operator: comparison, metric_name: name, dimensions, metric_query: queries = [] }: Attributes): MetricAlarm {
  const found = queries as Attributes[];
  return {
    threshold,
    comparison,
    series: [
      ...(name === undefined ? [] : [{ metric: name as string, dimensions: dimensions ?? {} }]),
      ...found.flatMap(({ metric: one }) => (one ? { metric: one.metric_name as string, dimensions: one.dimensions ?? {} } : [])),
    ],
  };
}
