import { DriftMonitorPlan } from '../../core/drift/drift-monitor-plan';
import { Problems } from '../../core/private';

/** Notes channels that a monitor of its own cannot have: only the platform was told a mail server, and a namespace sees its own receivers only. */
export function checkAlerts({ name, alerts }: Pick<DriftMonitorPlan, 'name' | 'alerts'>, problems: Problems): void {
  alerts.filter(({ kind }) => kind === 'email').forEach(({ address }) => {
    problems.add('alerts/smtp', `'${address}' is to be told by the monitor '${name}' alone, but only the channels of the platform have a mail server: use a webhook, or add the mailbox to the platform's alerts`);
  });
  alerts.filter(({ kind }) => kind === 'existing').forEach(({ address }) => {
    problems.add('alerts/existing', `'${address}' is to be an existing receiver, but a namespace sees only its own receivers: route by the label 'monitor' in your Alertmanager instead`);
  });
}
