import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { planAlarm } from '../../core/observability/alarm-plan';
import { kebab, physicalName, Problems } from '../../core/private';
import { RELEASE_NAME } from '../../facts/kubernetes/names';
import { prometheusRule } from '../../kubernetes/monitoring/prometheus-rule';
import { inheritProviders } from '../../terraform';
import { ManifestRelease } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Metric } from './metric';

/** An alarm on an existing cluster. */
export interface AlarmProps extends core.AlarmProps {
  /** The platform whose channels are told. */
  readonly platform: IMlPlatform;

  /**
   * What the rule, and the Helm release that installs it, are called: up to 53 lower-case letters, digits and hyphens.
   * @default - `<platform>-alarm-<id>`
   */
  readonly alarmName?: string;
}

/**
 * A PrometheusRule with one alert, routed by its severity. The cluster has to have the Prometheus operator.
 *
 * Throws `alarms/wrong-target`, `alarms/threshold`, `alarms/periods`, `core/name-length`.
 *
 * @example
 * import { Severity, tfk8s } from 'ml-platform-constructs';
 *
 * function full(ml: tfk8s.MlPlatform): tfk8s.Alarm {
 *   const metric = ml.artifacts.metrics.storedBytes();
 *   return new tfk8s.Alarm(ml, 'Full', { platform: ml, metric, threshold: 5e12, severity: Severity.CRITICAL, description: 'Delete old checkpoints.' });
 * }
 */
export class Alarm extends Construct implements core.IAlarm {
  public readonly alarmId: string;

  public readonly alarmSystem: string = 'kubernetes';

  public readonly severity: core.Severity;

  /** The Helm release that installs the rule. */
  public readonly resource: TerraformResource;

  /** How often it goes off at this moment, in PromQL. @internal */
  public readonly _firing: string;

  public constructor(scope: Construct, id: string, props: AlarmProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planAlarm(props, 'kubernetes', problems);
    const name = physicalName(RELEASE_NAME, props.alarmName ? [props.alarmName] : [platform.platformName, 'alarm', kebab(id)], problems);
    problems.throwIfAny();

    super(scope, id);
    const metric = plan.metric as Metric;
    const comparator = plan.comparison === core.Comparison.ABOVE ? '>' : '<';
    const rule = {
      alert: `${id.replace(/[^A-Za-z0-9]/g, '')}`,
      expr: `(${metric.expression}) ${comparator} ${plan.threshold}`,
      for: prometheusDuration(metric.period.toSeconds() * plan.periods),
      severity: plan.severity,
      summary: `${metric.label} ${comparator} ${plan.threshold}`,
      description: plan.description,
    };
    inheritProviders(this, platform);
    const manifest = prometheusRule(name, platform.namespace, { ...platform.tags, ...platform.ruleLabels }, [rule]);
    this.resource = new ManifestRelease(this, 'Rule', { name, namespace: platform.namespace, manifests: [manifest] }).release;
    this.alarmId = name;
    this._firing = `count(ALERTS{alertname="${rule.alert}",namespace="${platform.namespace}",alertstate="firing"})`;
    this.severity = plan.severity;
  }
}

/** Durations of Prometheus have no fractions: https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
function prometheusDuration(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
