import { Json, synthesize } from '../../support/cloudformation';
import { trained } from './clusters';

test('the alarms of a cluster count minutes where values come each minute', () => {
  const alarms = synthesize(trained().app).of('AWS::CloudWatch::Alarm');
  const of = (kind: string) => alarms.find(({ properties }) => properties.AlarmName === `acme-ml-train-${kind}`)!.properties;
  const stat = (kind: string) => of(kind).Metrics[0].MetricStat;
  expect(of('nodes-not-ready').EvaluationPeriods).toBe(15);
  expect(stat('nodes-not-ready')).toMatchObject({ Period: 60, Stat: 'Maximum', Metric: { Namespace: 'ContainerInsights', MetricName: 'cluster_failed_node_count' } });
  expect(of('gpus-pending').EvaluationPeriods).toBe(30);
  expect(stat('gpus-pending')).toMatchObject({ Period: 60, Stat: 'Sum', Metric: { Namespace: 'AWS/EKS' } });
  expect(of('gpu-idle').EvaluationPeriods).toBe(1);
  expect(stat('gpu-idle')).toMatchObject({ Period: 3600, Stat: 'Average' });
  const [{ Expression: expression }] = of('quota-near').Metrics.filter(({ Expression }: Json) => Expression);
  expect(expression).toBe('MAX([100 * used1 / SERVICE_QUOTA(used1), 100 * used2 / SERVICE_QUOTA(used2)])');
});
