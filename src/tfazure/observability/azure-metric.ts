import { IMetric } from '../../core';
import { Metric } from './metric';
import { PrometheusMetric } from './prometheus-metric';
import { QueryMetric } from './query-metric';

/** The kinds of metrics that alarms and graphs of Azure know. They are told by a word and not by their class: a program may hold two copies of this package. */
export type AzureMetric = Metric | PrometheusMetric | QueryMetric;

export function isPrometheus(metric: IMetric): metric is PrometheusMetric {
  return (metric as PrometheusMetric).metricKind === 'prometheus';
}

export function isQuery(metric: IMetric): metric is QueryMetric {
  return (metric as QueryMetric).metricKind === 'query';
}

export function isPlatformMetric(metric: IMetric): metric is Metric {
  return !isPrometheus(metric) && !isQuery(metric);
}
