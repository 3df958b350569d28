import { Accelerator, Duration, EndpointScaling, Model, Scaling, Schedule } from '../../../src/core';
import { Attributes } from '../../support/terraform';
import { EndpointProps, releaseOf, withEndpoint } from './endpoint-stacks';

function autoscale(props: EndpointProps): Attributes | undefined {
  const [main] = releaseOf(withEndpoint(props).stack).models as Attributes[];
  return main!.autoscale as Attributes | undefined;
}

function rulesOf({ rules }: Attributes): unknown[][] {
  return (rules as Attributes[]).map(({ metricTrigger, scaleAction }) => {
    const { metricName, operator, threshold } = metricTrigger as Attributes;
    return [metricName, operator, threshold, (scaleAction as Attributes).direction];
  });
}

test('as many replicas always are no setting of Azure Monitor', () => expect(autoscale({ scaling: Scaling.fixed(3) })).toBeUndefined());

test('CPUs are followed unless the user says otherwise, GPUs where there are some', () => {
  const [cpu] = autoscale({ scaling: Scaling.elastic(2, 8) })!.profiles as Attributes[];
  expect(cpu!.capacity).toEqual({ minimum: '2', maximum: '8', default: '2' });
  expect(rulesOf(cpu!)).toEqual([['CpuUtilizationPercentage', 'GreaterThan', 60, 'Increase'], ['CpuUtilizationPercentage', 'LessThan', 30, 'Decrease']]);
  const [gpu] = autoscale({ scaling: Scaling.elastic(1, 2), accelerator: Accelerator.t4(1), model: Model.fromImage('acme.azurecr.io/bert:1') })!.profiles as Attributes[];
  expect(rulesOf(gpu!)[0]).toEqual(['GpuUtilizationPercentage', 'GreaterThan', 60, 'Increase']);
});

test('requests are counted a replica, and latency is the deployment\'s own', () => {
  const scaleOn = [EndpointScaling.requestsPerReplica(600), EndpointScaling.latency(Duration.millis(40))];
  const [usual] = autoscale({ scaleOn, scaling: Scaling.elastic(1, 8) })!.profiles as Attributes[];
  const [requests, , latency] = (usual!.rules as Attributes[]).map(({ metricTrigger }) => metricTrigger as Attributes);
  expect(requests).toMatchObject({ metricName: 'RequestsPerMinute', dividePerInstance: true, threshold: 600, metricResourceUri: '<deployment-id>' });
  expect(latency).toMatchObject({ metricName: 'RequestLatency', threshold: 40, metricResourceUri: '<endpoint-id>', dimensions: [{ DimensionName: 'deployment', Operator: 'Equals', Values: ['<deployment-name>'] }] });
});

test('schedules are profiles of a week in UTC', () => {
  const { profiles } = autoscale({
    scaling: Scaling.elastic(4, 8),
    scaleOn: [
      EndpointScaling.offHours({ begins: 20, ends: 6, weekends: false }),
      EndpointScaling.schedule(Schedule.cron({ hour: '9', minute: '30', dayOfWeek: '1-3,5' }), Scaling.fixed(6)),
    ],
  })!;
  const told = (profiles as Attributes[]).map(({ capacity, recurrence, rules }) => {
    return [capacity.minimum, capacity.maximum, recurrence?.schedule, rules.length];
  });
  const daily = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  expect(told).toEqual([
    ['4', '8', undefined, 2],
    ['1', '8', { timeZone: 'UTC', days: daily, hours: [20], minutes: [0] }, 2],
    ['4', '8', { timeZone: 'UTC', days: daily, hours: [6], minutes: [0] }, 2],
    ['6', '6', { timeZone: 'UTC', days: ['Monday', 'Tuesday', 'Wednesday', 'Friday'], hours: [9], minutes: [30] }, 0],
  ]);
});
