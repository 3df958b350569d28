import { Statistic } from '../../../src/core';
import { endpointQueries, latencyOf } from '../../../src/kubernetes/serving/endpoint-queries';
import { codesOf } from '../../support/refusals';
import { planned } from './endpoints';

describe('the latency of an endpoint in a cluster', () => {
  const queries = endpointQueries(planned());

  test('is a part of the requests, or their average', () => {
    expect(latencyOf(queries, Statistic.P99)).toMatch(/^histogram_quantile\(0\.99,/);
    expect(latencyOf(queries, Statistic.MAXIMUM)).toMatch(/^histogram_quantile\(1,/);
    expect(latencyOf(queries, Statistic.AVERAGE)).toBe(queries.averageLatency);
  });

  test('is no sum, instead of which nobody gets another number', () => {
    expect(codesOf(() => latencyOf(queries, Statistic.SUM))).toEqual(['alarms/statistic']);
  });
});
