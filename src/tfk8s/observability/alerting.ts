import { Construct } from 'constructs';
import { AlertChannel, Severity } from '../../core';
import { AlertRoutes, PlatformAlarmPlan } from '../../core/observability/alarm-plan';
import { Problems } from '../../core/private';
import { PLATFORM_ALERTS } from '../../facts/kubernetes/alerts';
import { alertmanagerConfig } from '../../kubernetes/monitoring/alertmanager-config';
import { AlertRule, prometheusRule } from '../../kubernetes/monitoring/prometheus-rule';
import { ManifestRelease } from '../../terraform/software';
import { Smtp } from './smtp';

interface AlertingProps {
  readonly name: string;
  readonly namespace: string;
  /** The namespace by name, for what is written into texts. */
  readonly namespaceName: string;
  readonly labels: Record<string, string>;
  readonly ruleLabels: Record<string, string>;
  readonly routes: AlertRoutes;
  readonly alarms: readonly PlatformAlarmPlan[];
  readonly storedBytes: string;
  readonly smtp?: Smtp;
}

/** The platform's own alarms, and who is told: one release, so that a route and its alarms appear together. */
export class Alerting extends Construct {
  public constructor(scope: Construct, id: string, props: AlertingProps) {
    super(scope, id);
    const { name, namespace, labels, routes, smtp } = props;
    const receivers = Object.values(Severity).map((severity) => ({
      severity,
      emails: routes[severity].filter(({ kind }) => kind === 'email').map(({ address }) => address),
      webhooks: routes[severity].filter(({ kind }) => kind === 'webhook').map(({ address }) => address),
    }));
    const mail = smtp && {
      smarthost: `${smtp.host}:${smtp.port ?? 587}`,
      from: smtp.sender,
      username: smtp.username ?? smtp.sender,
      passwordSecret: { name: smtp.passwordSecret, key: 'password' },
    };
    const rules = props.alarms.map((alarm) => rule(alarm, props.namespaceName, props.storedBytes));
    new ManifestRelease(this, 'Release', {
      name: `${name}-alerting`,
      namespace,
      manifests: [
        alertmanagerConfig(name, namespace, labels, receivers, mail),
        prometheusRule(name, namespace, { ...labels, ...props.ruleLabels }, rules),
      ],
    });
  }
}

/** Notes what a cluster cannot tell, or cannot tell without a mail server. */
export function checkChannels(channels: readonly AlertChannel[], smtp: Smtp | undefined, problems: Problems): void {
  if (!smtp && channels.some(({ kind }) => kind === 'email')) {
    problems.add('alerts/smtp', "alarms are to go out by e-mail, but Alertmanager has no mail service of its own: give 'smtp', or use a webhook");
  }
  channels.filter(({ kind }) => kind === 'existing').forEach(({ address }) => {
    const instead = "route by the label 'severity' in your Alertmanager instead";
    problems.add('alerts/existing', `'${address}' is to be an existing receiver, but a namespace sees only its own receivers: ${instead}`);
  });
}

function rule(alarm: PlatformAlarmPlan, namespace: string, storedBytes: string): AlertRule {
  const { kind, severity, title, description, threshold, windowMinutes } = alarm;
  const shared = { severity, summary: title, description };
  if (kind === 'storage-growth') {
    return { ...shared, alert: 'MlPlatformStorageGrown', expr: `${storedBytes} > ${threshold}`, for: '1h' };
  }
  const { alert, expr } = PLATFORM_ALERTS[kind as keyof typeof PLATFORM_ALERTS];
  const filled = expr.replaceAll('$NAMESPACE', namespace).replaceAll('$THRESHOLD', String(threshold)).replaceAll('$WINDOW', `${windowMinutes}m`);
  return { ...shared, alert, expr: filled, for: '0m' };
}
