import { Severity } from '../../core';

/** One alert of a PrometheusRule. */
export interface AlertRule {
  /** CamelCase, unique in the namespace. */
  readonly alert: string;
  readonly expr: string;
  /** How long the expression has to hold, as Prometheus writes it: `5m`. */
  readonly for: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly description: string;
}

/**
 * A PrometheusRule of the Prometheus operator. The label `namespace` is set on each alert, since an AlertmanagerConfig sees only the alerts of its own
 * namespace: https://prometheus-operator.dev/docs/developer/alerting/#alertmanagerconfig-resource
 */
export function prometheusRule(name: string, namespace: string, labels: Readonly<Record<string, string>>, rules: readonly AlertRule[]): object {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, namespace, labels },
    spec: {
      groups: [
        {
          name,
          rules: rules.map(({ alert, expr, for: duration, severity, summary, description }) => ({
            alert,
            expr,
            for: duration,
            labels: { severity, namespace },
            annotations: { summary, description },
          })),
        },
      ],
    },
  };
}
