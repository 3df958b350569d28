import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { requireMetricsOf } from '../../core/observability/alarm-plan';
import { kebab, physicalName, Problems } from '../../core/private';
import { OBJECT_NAME } from '../../facts/kubernetes/names';
import { ConfigMapV1 } from '../../providers/kubernetes/config-map-v1';
import { inheritProviders, writtenText } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Metric } from './metric';

/** A dashboard on an existing cluster. */
export interface DashboardProps {
  /** The platform whose Grafana shows it. */
  readonly platform: IMlPlatform;

  /**
   * What the dashboard is called, unique in the namespace.
   * @default - `<platform>-<id>`
   */
  readonly dashboardName?: string;
}

/** A panel of Grafana, but for its number and its place. */
interface Panel {
  readonly title: string;
  readonly type: 'timeseries' | 'text';
  readonly fieldConfig?: object;
  readonly targets?: object[];
  readonly options?: object;
}

/** Grafana's units: https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts */
const UNITS: Record<core.MetricUnit, string> = {
  [core.MetricUnit.BYTES]: 'bytes',
  [core.MetricUnit.COUNT]: 'short',
  [core.MetricUnit.MILLISECONDS]: 'ms',
  [core.MetricUnit.PERCENT]: 'percent',
};

/**
 * A dashboard of Grafana: a ConfigMap with the label `grafana_dashboard`, which the sidecar of kube-prometheus-stack's Grafana picks up.
 *
 * Throws `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * function storage(ml: tfk8s.MlPlatform): void {
 *   new tfk8s.Dashboard(ml, 'Storage', { platform: ml }).addGraph('Stored artifacts', ml.artifacts.metrics.storedBytes());
 * }
 */
export class Dashboard extends Construct implements core.IDashboard {
  /** The ConfigMap that holds the dashboard. */
  public readonly resource: TerraformResource;

  private readonly panels: Panel[] = [];

  public constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { platform } = props;
    const problems = new Problems(scope, id);
    const name = physicalName(OBJECT_NAME, props.dashboardName ? [props.dashboardName] : [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();
    inheritProviders(this, platform);
    this.resource = new ConfigMapV1(this, 'Resource', {
      metadata: { name, namespace: platform.namespace, labels: { ...platform.tags, grafana_dashboard: '1' } },
      data: { [`${name}.json`]: Lazy.stringValue({ produce: () => JSON.stringify(this.content(name)) }) },
    });
  }

  public addGraph(title: string, ...metrics: core.IMetric[]): void {
    requireMetricsOf('kubernetes', metrics, this);
    this.panels.push({
      title,
      type: 'timeseries',
      fieldConfig: { defaults: { unit: UNITS[metrics[0]?.unit ?? core.MetricUnit.COUNT] }, overrides: [] },
      targets: (metrics as Metric[]).map((metric, n) => {
        return { refId: String.fromCharCode(65 + n), expr: metric.expression, legendFormat: metric.label };
      }),
    });
  }

  public addText(title: string, markdown: string): void {
    this.panels.push({ title, type: 'text', options: { mode: 'markdown', content: writtenText(markdown) } });
  }

  private content(name: string) {
    return {
      title: name,
      uid: name,
      schemaVersion: 39,
      tags: ['ml-platform'],
      time: { from: 'now-7d', to: 'now' },
      panels: this.panels.map(({ type, title, ...more }, i) => ({
        id: i + 1, type, title, gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 }, ...more,
      })),
    };
  }
}
