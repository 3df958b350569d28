import { Metric } from './metric';
import { PrometheusMetric } from './prometheus-metric';

/** One block of a workbook: https://github.com/microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json */
export interface WorkbookItem {
  readonly type: number;
  readonly name: string;
  readonly content: object;
}

const WEEK_IN_MS = 7 * 24 * 60 * 60 * 1000;
/** The numbers of the aggregations in a workbook's metrics. */
const AGGREGATION_NUMBERS: Readonly<Record<string, number>> = { Total: 1, Minimum: 2, Maximum: 3, Average: 4 };

/** A chart of metrics that are all of one kind of resource, and of the same values of their dimensions. */
export function metricItem(name: string, title: string, metrics: readonly Metric[]): WorkbookItem {
  const resourceType = (metrics[0]?.namespace ?? '').toLowerCase();
  const filters = Object.entries(metrics[0]?.dimensions ?? {}).map(([key, value], i) => ({ id: String(i + 1), key, operator: 0, values: [value] }));
  return {
    type: 10,
    name,
    content: {
      chartId: name,
      version: 'MetricsItem/2.0',
      size: 1,
      chartType: 2,
      resourceType,
      metricScope: 0,
      resourceIds: [...new Set(metrics.map(({ resourceId }) => resourceId))],
      timeContext: { durationMs: WEEK_IN_MS },
      metrics: metrics.map(({ namespace, metricName, aggregation, label }) => ({
        namespace: namespace.toLowerCase(),
        metric: `${namespace.toLowerCase()}--${metricName}`,
        aggregation: AGGREGATION_NUMBERS[aggregation],
        columnName: label,
      })),
      ...(filters.length > 0 ? { filters } : {}),
      title,
    },
  };
}

/** A chart of a query over logs. */
export function queryItem(name: string, title: string, query: string, logAnalyticsWorkspaceId: string): WorkbookItem {
  return {
    type: 3,
    name,
    content: {
      version: 'KqlItem/1.0',
      query,
      size: 1,
      title,
      timeContext: { durationMs: WEEK_IN_MS },
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: [logAnalyticsWorkspaceId],
      visualization: 'timechart',
    },
  };
}

/**
 * A chart of a query in PromQL. Microsoft documents what it looks like (https://learn.microsoft.com/en-us/azure/azure-monitor/metrics/prometheus-workbooks) and
 * not how it is written: this is what the editor of a workbook writes.
 */
export function prometheusItem(name: string, title: string, { query, monitorWorkspaceId }: PrometheusMetric): WorkbookItem {
  return {
    type: 3,
    name,
    content: {
      version: 'KqlItem/1.0',
      query: JSON.stringify({ version: 'PrometheusQueryProvider/1.0', customEndpoint: false, queryText: query, type: 'query_range' }),
      size: 1,
      title,
      timeContext: { durationMs: WEEK_IN_MS },
      queryType: 16,
      resourceType: 'microsoft.monitor/accounts',
      crossComponentResources: [monitorWorkspaceId],
      visualization: 'timechart',
    },
  };
}

/** A table of a query that has no times. */
export function tableItem(name: string, title: string, query: string, logAnalyticsWorkspaceId: string): WorkbookItem {
  const chart = queryItem(name, title, query, logAnalyticsWorkspaceId);
  return { ...chart, content: { ...chart.content, visualization: 'table' } };
}

export function textItem(name: string, markdown: string): WorkbookItem {
  return { type: 1, name, content: { json: markdown } };
}
