import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Duration, IMetric, MetricUnit, Statistic } from '../../core';
import { PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { METRICS } from '../../facts/gcp/metrics';
import { Alarm } from '../observability/alarm';
import { Dashboard } from '../observability/dashboard';
import { EventMetrics } from '../observability/event-metrics';
import { Metric } from '../observability/metric';
import { IMlPlatform } from './ml-platform-handle';

/** The alert policies that every platform has, and the metrics they read. Spend is watched by the budget, growth beside each store. */
export class PlatformAlarms extends Construct {
  private readonly metrics: Readonly<Record<'failed-deploys' | 'storage-growth' | 'denied-access', IMetric>>;

  public constructor(scope: Construct, id: string, plans: readonly PlatformAlarmPlan[], platform: IMlPlatform, after: ITerraformDependable[]) {
    super(scope, id);
    const events = new EventMetrics(this, 'Events', platform.project, platform.platformName, after);
    const window = (kind: PlatformAlarmPlan['kind']) => Duration.minutes(plans.find((plan) => plan.kind === kind)!.windowMinutes);
    this.metrics = {
      'failed-deploys': events.failedDeploys(window('failed-deploys')),
      'storage-growth': platform.artifacts.metrics.storedBytes(),
      'denied-access': events.deniedAccess(window('denied-access')),
    };
    plans.forEach(({ kind, title, description, threshold, severity }) => {
      if (kind !== 'spend' && kind !== 'storage-growth') new Alarm(this, kind, { platform, metric: this.metrics[kind], threshold, severity, alarmName: title, kind, description });
    });
  }

  /** What the platform's own page shows. Cost has no metric in Cloud Monitoring; the budget tells it. */
  public draw(dashboard: Dashboard): void {
    dashboard.addGraph('Stored artifacts', this.metrics['storage-growth']);
    dashboard.addGraph('Failed deployments', this.metrics['failed-deploys']);
    dashboard.addGraph('Denied requests', this.metrics['denied-access']);
    dashboard.addGraph('Packets that address translation dropped', this.natDropped());
    dashboard.addGraph('Failed predictions', this.predictionErrors());
  }

  private natDropped(): IMetric {
    const { type, resource } = METRICS.natDropped;
    return new Metric({ metricType: type, resourceTypes: [resource], label: 'dropped packets', unit: MetricUnit.COUNT, statistic: Statistic.SUM });
  }

  private predictionErrors(): IMetric {
    const { type, resource } = METRICS.predictionErrors;
    return new Metric({ metricType: type, resourceTypes: [resource], label: 'failed predictions', unit: MetricUnit.COUNT, statistic: Statistic.SUM });
  }
}
