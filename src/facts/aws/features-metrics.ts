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

/** What the function counts in its logs, of which CloudWatch makes a metric: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export const DEAD_LETTERS = { namespace: 'MlPlatform/{name}', metricName: 'FeatureDeadLetters', dimension: 'FeatureGroup' } as const;

/** The same for events that are read again, since SageMaker or the bucket did not take them: a run that hands them back is none that failed. */
export const RETRIES = { ...DEAD_LETTERS, metricName: 'FeatureRetries' } as const;

function counted({ namespace, metricName, dimension }: typeof DEAD_LETTERS | typeof RETRIES, platformName: string, group: string): SeriesFacts {
  return { namespace: namespace.replace('{name}', platformName), metricName, dimensions: { [dimension]: group } };
}

/** Sum: events that cannot be records. */
export function deadLetters(platformName: string, group: string): EndpointSeries {
  return one(counted(DEAD_LETTERS, platformName, group));
}

/**
 * Sum: runs of the function that failed as a whole, those that did not come about since too many were running in the account, and events that are read again. The function
 * is called as its group.
 */
export function ingestFailures(platformName: string, group: string): EndpointSeries {
  const runs = ['Errors', 'Throttles'].map((metricName) => ({ namespace: 'AWS/Lambda', metricName, dimensions: { FunctionName: group } }));
  return { series: [...runs, counted(RETRIES, platformName, group)], expression: 'FILL(m0,0)+FILL(m1,0)+FILL(m2,0)' };
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
