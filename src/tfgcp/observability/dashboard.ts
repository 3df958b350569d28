import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IDashboard, IMetric, MetricUnit } from '../../core';
import { requireMetricsOf } from '../../core/observability/alarm-plan';
import { MonitoringDashboard } from '../../providers/google/monitoring-dashboard';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Metric } from './metric';
import { PromqlMetric } from './promql-metric';

/** What a dashboard is to be. */
export interface DashboardProps {
  /** The platform that the dashboard belongs to. */
  readonly platform: IMlPlatform;

  /**
   * What the dashboard is called.
   * @default - the platform's name and the construct's id
   */
  readonly dashboardName?: string;
}

/** Graphs stand in two columns of a mosaic with 48: https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#MosaicLayout */
const COLUMNS = 48;
const WIDTH = COLUMNS / 2;
const HEIGHT = 16;

/** The notation of units in dashboards: UCUM. */
const UNITS: Record<MetricUnit, string> = {
  [MetricUnit.COUNT]: '1',
  [MetricUnit.BYTES]: 'By',
  [MetricUnit.MILLISECONDS]: 'ms',
  [MetricUnit.PERCENT]: '%',
};

/**
 * A dashboard of Cloud Monitoring.
 *
 * @example
 * import { Construct } from 'constructs';
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * function draw(scope: Construct, platform: tfgcp.MlPlatform) {
 *   const page = new tfgcp.Dashboard(scope, 'Costs', { platform });
 *   page.addGraph('Stored', platform.artifacts.metrics.storedBytes());
 * }
 */
export class Dashboard extends Construct implements IDashboard {
  /** The id of the dashboard. */
  public readonly dashboardId: string;

  /** The dashboard. */
  public readonly resource: TerraformResource;

  private readonly tiles: object[] = [];

  /**
   * @param scope where the dashboard stands
   * @param id unique within the scope
   * @param props what it is to be
   */
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { platform } = props;
    inheritProviders(this, platform);
    const displayName = props.dashboardName ?? `${platform.platformName}: ${id}`;
    const dashboard = new MonitoringDashboard(this, 'Resource', {
      project: platform.project,
      // References inside are names, which need no quoting; `%{` would start a directive of Terraform.
      dashboardJson: Lazy.stringValue({
        produce: () => JSON.stringify({ displayName, labels: labelsOf(platform.tags), mosaicLayout: { columns: COLUMNS, tiles: this.tiles } }).replace(/(?<!%)%\{/g, '%%{'),
      }),
    });
    this.resource = dashboard;
    this.dashboardId = dashboard.id;
  }

  /**
   * Adds one graph behind those that are there. Throws `alarms/wrong-target` for a metric of another cloud.
   *
   * @param title the heading of the graph
   * @param metrics the lines of the graph
   */
  public addGraph(title: string, ...metrics: IMetric[]): void {
    requireMetricsOf('gcp', metrics, this);
    this.add({ title, xyChart: { dataSets: metrics.map(lineOf) } });
  }

  /**
   * Adds one text behind what is there.
   *
   * @param title its heading
   * @param markdown what it says
   */
  public addText(title: string, markdown: string): void {
    this.add({ title, text: { content: writtenText(markdown), format: 'MARKDOWN' } });
  }

  private add(widget: object): void {
    const place = this.tiles.length;
    this.tiles.push({ xPos: (place % 2) * WIDTH, yPos: Math.floor(place / 2) * HEIGHT, width: WIDTH, height: HEIGHT, widget });
  }
}

function lineOf(metric: IMetric): object {
  return { plotType: 'LINE', legendTemplate: metric.label, timeSeriesQuery: { ...queryOf(metric), unitOverride: UNITS[metric.unit] } };
}

/** https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards#TimeSeriesQuery */
function queryOf(metric: IMetric): object {
  if (metric instanceof PromqlMetric) return { prometheusQuery: metric.query };
  const { filter, _aggregation: aggregation } = metric as Metric;
  return { timeSeriesFilter: { filter, aggregation } };
}

/** A dashboard's labels are words without values: https://docs.cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards (`labels`). */
function labelsOf(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${key}-${value}`.slice(0, 63), '']));
}
