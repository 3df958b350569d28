import { EndpointSeries, SeriesFacts } from './serving-metrics';

/**
 * Metrics of groups: https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html#cloudwatch-metrics-feature-store, each minute. That page names no namespace
 * for them; requests of SageMaker are in this one. Records that are read in batches are counted by operation only, and so of no group.
 */
const REQUESTS = 'AWS/SageMaker';

function request(group: string, operation: string, metricName: string): SeriesFacts {
  return { namespace: REQUESTS, metricName, dimensions: { FeatureGroupName: group, OperationName: operation } };
}

const one = (series: SeriesFacts): EndpointSeries => ({ series: [series], expression: 'm0' });

/** Sum: requests for the values of one entity. */
export function featureReads(group: string): EndpointSeries {
  return one(request(group, 'GetRecord', 'Invocations'));
}

/** Sum: requests that write a record. */
export function featureWrites(group: string): EndpointSeries {
  return one(request(group, 'PutRecord', 'Invocations'));
}

/** Sum: what was really written, one unit or more a record; requests that were refused consume nothing. */
export function featuresWritten(group: string): EndpointSeries {
  return one(request(group, 'PutRecord', 'ConsumedWriteRequestsUnits'));
}

/** Maximum, in milliseconds: how old the last event of a batch was. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function streamLag(functionName: string): EndpointSeries {
  return one({ namespace: 'AWS/Lambda', metricName: 'IteratorAge', dimensions: { FunctionName: functionName } });
}

/** Sum: runs of the function that failed as a whole, and those that did not come about since too many were running in the account. */
export function ingestFailures(functionName: string): EndpointSeries {
  const series = ['Errors', 'Throttles'].map((metricName) => ({ namespace: 'AWS/Lambda', metricName, dimensions: { FunctionName: functionName } }));
  return { series, expression: 'FILL(m0,0)+FILL(m1,0)' };
}

/** What the function counts in its logs, of which CloudWatch makes a metric: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export const DEAD_LETTERS = { namespace: 'MlPlatform/{name}', metricName: 'FeatureDeadLetters', dimension: 'FeatureGroup' } as const;

/** Sum: events that cannot be records. */
export function deadLetters(platformName: string, group: string): EndpointSeries {
  const { namespace, metricName, dimension } = DEAD_LETTERS;
  return one({ namespace: namespace.replace('{name}', platformName), metricName, dimensions: { [dimension]: group } });
}

/**
 * Sum: events that Lambda gave up, and sent to the bucket. The mapping counts when it is told to:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html#event-source-mapping-metrics
 */
export function droppedEvents(mappingId: string): EndpointSeries {
  return one({ namespace: 'AWS/Lambda', metricName: 'OnFailureDestinationDeliveredEventCount', dimensions: { EventSourceMappingUUID: mappingId } });
}

/** The alarm for those, beside core's. */
export const DROPPED_ALARM = {
  id: 'Dropped',
  suffix: 'dropped',
  description: 'events of its stream could not be taken in before it forgets them, and were set aside. Find out why the function failed, and send them again:',
} as const;

/**
 * How CloudWatch sees that nothing was written for so long: in none of so many periods, where a period without a value is one without a record. Minutes are added up to
 * one day at most, hours to seven: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const LONGEST_FRESHNESS_DAYS = 7;

export function freshnessPeriods(seconds: number): { readonly periodSeconds: number; readonly periods: number } {
  const periodSeconds = seconds <= HOUR ? MINUTE : seconds <= DAY ? 5 * MINUTE : HOUR;
  return { periodSeconds, periods: Math.ceil(seconds / periodSeconds) };
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
