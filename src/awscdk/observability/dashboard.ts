import { Dashboard as CloudWatchDashboard, GraphWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { IDashboard, IMetric } from '../../core';
import { requireMetricsOf } from '../../core/observability/alarm-plan';
import { kebab, Problems } from '../../core/private';
import { DASHBOARD_NAME } from '../../facts/aws/names';
import { globalName } from '../names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { addTags } from '../tags';
import { Metric } from './metric';

/** A dashboard on AWS. */
export interface DashboardProps {
  /** Whose dashboard it is; begins its name. */
  readonly platform: IMlPlatform;

  /**
   * What the dashboard is called.
   * @default - `<platform>-<region>-<id>`
   */
  readonly dashboardName?: string;
}

/**
 * A dashboard of CloudWatch, two graphs or texts a row. What is added later appears behind what is there.
 * Throws `core/name-length`.
 *
 * @example
 * import { Construct } from 'constructs';
 * import { awscdk } from 'ml-platform-constructs';
 *
 * function overview(scope: Construct, platform: awscdk.IMlPlatform): awscdk.Dashboard {
 *   const dashboard = new awscdk.Dashboard(scope, 'Overview', { platform });
 *   dashboard.addGraph('Artifacts', platform.artifacts.metrics.storedBytes());
 *   return dashboard;
 * }
 */
export class Dashboard extends Construct implements IDashboard {
  /** The dashboard itself; takes any widget. */
  public readonly resource: CloudWatchDashboard;

  /** The headings of the graphs, in order. */
  public readonly titles: string[] = [];

  /**
   * @param scope where it is made
   * @param id unique in the scope
   * @param props whose dashboard it is
   */
  public constructor(scope: Construct, id: string, props: DashboardProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const parts = props.dashboardName ? [props.dashboardName] : [platform.platformName, platform.region, kebab(id)];
    const dashboardName = globalName(DASHBOARD_NAME, parts, { account: platform.accountId }, problems);
    problems.throwIfAny();
    super(scope, id);
    this.resource = new CloudWatchDashboard(this, 'Resource', { dashboardName });
    addTags(this, platform.tags);
  }

  /**
   * Adds one graph. Throws `alarms/wrong-target` for a metric of another cloud.
   *
   * @param title the heading of the graph
   * @param metrics the lines of the graph
   */
  public addGraph(title: string, ...metrics: IMetric[]): void {
    requireMetricsOf('aws', metrics, this);
    this.titles.push(title);
    this.resource.addWidgets(new GraphWidget({ title, width: 12, height: 6, left: metrics.map((metric) => Metric._cloudWatch(metric)) }));
  }

  /**
   * Adds a text, beside or below what is there.
   *
   * @param title the heading of the text
   * @param markdown the text
   */
  public addText(title: string, markdown: string): void {
    this.resource.addWidgets(new TextWidget({ markdown: `### ${title}\n\n${markdown}`, width: 12, height: 6 }));
  }
}
