import { createHash } from 'node:crypto';
import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IDashboard, IMetric } from '../../core';
import { requireMetricsOf } from '../../core/observability/alarm-plan';
import { ApplicationInsightsWorkbook } from '../../providers/azurerm/application-insights-workbook';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { isPlatformMetric, isPrometheus, isQuery } from './azure-metric';
import { Metric } from './metric';
import { metricItem, prometheusItem, queryItem, tableItem, textItem, WorkbookItem } from './workbook-items';

/** What a page of graphs is called, and whose it is. */
export interface DashboardProps {
  /** The platform whose metrics it shows. */
  readonly platform: IMlPlatform;

  /**
   * What the workbook is called.
   * @default - the platform's name and the construct's id
   */
  readonly dashboardName?: string;
}

/**
 * An Azure Monitor workbook. It is a workbook and no portal dashboard, since a workbook also queries logs, its format is documented, and reading it is
 * a right of its own (`Microsoft.Insights/workbooks/read`), which the personas have.
 *
 * @example
 * import { tfazure } from 'ml-platform-constructs';
 *
 * function page(platform: tfazure.IMlPlatform): void {
 *   const dashboard = new tfazure.Dashboard(platform, 'Storage', { platform });
 *   dashboard.addGraph('Stored', platform.artifacts.metrics.storedBytes());
 * }
 */
export class Dashboard extends Construct implements IDashboard {
  /** The id of the workbook. */
  public readonly dashboardId: string;

  /** The workbook. */
  public readonly resource: TerraformResource;

  private readonly items: WorkbookItem[] = [];

  /**
   * @param scope any scope, in any stack
   * @param id unique in that scope
   * @param props whose page it is
   */
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    inheritProviders(this, props.platform);
    const workbook = new ApplicationInsightsWorkbook(this, 'Resource', {
      name: stableGuid(props.platform.platformName, props.platform.nameSuffix, this.node.path),
      displayName: props.dashboardName ?? `${props.platform.platformName} ${id}`,
      resourceGroupName: props.platform.resourceGroupName,
      location: props.platform.location,
      dataJson: Lazy.stringValue({ produce: () => this.render() }),
      tags: props.platform.tags,
    });
    this.resource = workbook;
    this.dashboardId = workbook.id;
  }

  /**
   * Adds one graph; metrics of several kinds of resources become several charts below each other. Throws `alarms/wrong-target`.
   *
   * @param title the heading of the graph
   * @param metrics the lines of the graph, all of Azure
   */
  public addGraph(title: string, ...metrics: IMetric[]): void {
    requireMetricsOf('azure', metrics, this);
    const own = metrics.filter(isPlatformMetric);
    [...new Set(own.map(chartOf))].forEach((chart) => {
      this.items.push(metricItem(this.nextName(), title, own.filter((metric) => chartOf(metric) === chart)));
    });
    metrics.filter(isPrometheus).forEach((metric) => this.items.push(prometheusItem(this.nextName(), title, metric)));
    metrics.filter(isQuery).forEach(({ query, logAnalyticsWorkspaceId }) => {
      this.items.push(tableItem(this.nextName(), title, query, logAnalyticsWorkspaceId));
    });
  }

  /**
   * Adds a graph of a query over the platform's logs.
   *
   * @param title the heading of the graph
   * @param query in Kusto; its result has one column of times
   * @param logAnalyticsWorkspaceId where the logs lie
   */
  public addQuery(title: string, query: string, logAnalyticsWorkspaceId: string): void {
    this.items.push(queryItem(`query-${this.items.length + 1}`, title, query, logAnalyticsWorkspaceId));
  }

  /**
   * Adds a paragraph.
   *
   * @param title its heading
   * @param markdown the text
   */
  public addText(title: string, markdown: string): void {
    this.items.push(textItem(`text-${this.items.length + 1}`, writtenText(`# ${title}\n\n${markdown}`)));
  }

  private nextName(): string {
    return `graph-${this.items.length + 1}`;
  }

  private render(): string {
    return JSON.stringify({
      version: 'Notebook/1.0',
      items: this.items,
      fallbackResourceIds: ['azure monitor'],
      $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
    });
  }
}

/** A chart is of one kind of resource, and its filter holds for all its lines. */
function chartOf({ namespace, dimensions }: Metric): string {
  return JSON.stringify([namespace, dimensions]);
}

/** The name of a workbook is a GUID; this one is the same for the same place in the same platform. */
function stableGuid(...seed: string[]): string {
  const hex = createHash('sha256').update(seed.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
