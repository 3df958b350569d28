import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { requireMetricsOf } from '../../core/observability/alarm-plan';
import { kebab, physicalName, Problems } from '../../core/private';
import { DASHBOARD_NAME } from '../../facts/aws/names';
import { CloudwatchDashboard } from '../../providers/aws/cloudwatch-dashboard';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Metric } from './metric';
import { MetricPart, SUM_OF_ALL } from './metric-part';

/** A dashboard of CloudWatch. */
export interface DashboardProps {
  /** The platform whose metrics it shows. */
  readonly platform: IMlPlatform;

  /**
   * What the dashboard is called.
   * @default - `<platform>-<region>-<id>`
   */
  readonly dashboardName?: string;
}

/** A dashboard is 24 columns wide: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const WIDTH = 12;
const HEIGHT = 6;

/**
 * A CloudWatch dashboard `<platform>-<region>-<id>`, two graphs or texts in a row. Throws `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { tfaws } from 'ml-platform-constructs';
 * import { Construct } from 'constructs';
 *
 * function serving(scope: Construct, platform: tfaws.IMlPlatform, latency: tfaws.Metric) {
 *   new tfaws.Dashboard(scope, 'Serving', { platform }).addGraph('Latency', latency);
 * }
 */
export class Dashboard extends Construct implements core.IDashboard {
  /** The dashboard. */
  public readonly resource: TerraformResource;

  private readonly dashboard: CloudwatchDashboard;
  private readonly widgets: object[] = [];
  private readonly region: string;

  public constructor(scope: Construct, id: string, props: DashboardProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const parts = props.dashboardName ? [props.dashboardName] : [platform.platformName, platform.region, kebab(id)];
    const dashboardName = physicalName(DASHBOARD_NAME, parts, problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    this.region = platform.region;
    this.dashboard = new CloudwatchDashboard(this, 'Resource', { dashboardName, dashboardBody: this.body() });
    this.resource = this.dashboard;
  }

  public addGraph(title: string, ...metrics: core.IMetric[]): void {
    requireMetricsOf('aws', metrics, this);
    const properties = { title, view: 'timeSeries', region: this.regionOf(metrics), metrics: metrics.flatMap((metric, i) => lines(metric as Metric, i)) };
    this.add('metric', properties);
  }

  public addText(title: string, markdown: string): void {
    this.add('text', { markdown: writtenText(`### ${title}\n\n${markdown}`) });
  }

  private add(type: 'metric' | 'text', properties: object): void {
    const index = this.widgets.length;
    this.widgets.push({ type, x: (index % 2) * WIDTH, y: Math.floor(index / 2) * HEIGHT, width: WIDTH, height: HEIGHT, properties });
    this.dashboard.dashboardBody = this.body();
  }

  private body(): string {
    return JSON.stringify({ widgets: this.widgets });
  }

  /** The region of a graph is only where its lines begin to look; each line may name another. */
  private regionOf(metrics: readonly core.IMetric[]): string {
    return (metrics as readonly Metric[]).find(({ region }) => region)?.region ?? this.region;
  }
}

/** The lines of one metric: itself, or its hidden parts and their sum. */
function lines(metric: Metric, index: number): unknown[] {
  const parts = metric._parts();
  const common = { stat: metric.statisticName(), period: metric.period.toSeconds(), ...(metric.region ? { region: metric.region } : {}) };
  const row = ({ namespace, metricName, dimensions }: MetricPart, options: object) => {
    return [namespace, metricName, ...Object.entries(dimensions).flat(), { ...common, ...options }];
  };
  const own = metric._expression();
  if (parts.length === 1 && !own) return [row(parts[0], { label: metric.label })];
  const ids = parts.map((_, i) => `m${index}_${i}`);
  const sum = index === 0 ? SUM_OF_ALL : `SUM([${ids.join(', ')}])`;
  const expression = own?.replace(/\bm(\d+)\b/g, (_, i: string) => ids[Number(i)]!) ?? sum;
  return [[{ expression, label: metric.label, id: `total${index}` }], ...parts.map((part, i) => row(part, { id: ids[i], visible: false }))];
}
