import { Severity } from '../../core';

/** A mail server that Alertmanager sends through. */
export interface MailServer {
  /** `host:port`. */
  readonly smarthost: string;
  readonly from: string;
  readonly username: string;
  /** The Secret in the platform's namespace that holds the password, and its key. */
  readonly passwordSecret: { readonly name: string; readonly key: string };
}

/** Who is told about the alarms of one severity. */
export interface Receiver {
  readonly severity: Severity;
  readonly emails: readonly string[];
  readonly webhooks: readonly string[];
}

/** An AlertmanagerConfig that routes by the label `severity`, of alerts that have all of `only`. Alerts that nobody takes go to a receiver that tells nobody. */
export function alertmanagerConfig(
  name: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  receivers: readonly Receiver[],
  mail: MailServer | undefined,
  only: Readonly<Record<string, string>> = {},
): object {
  const matchers = Object.entries(only).map(([label, value]) => ({ name: label, matchType: '=', value }));
  return {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'AlertmanagerConfig',
    metadata: { name, namespace, labels },
    spec: {
      route: {
        receiver: 'nobody',
        groupBy: ['alertname'],
        routes: receivers.map(({ severity }) => ({
          receiver: severity,
          matchers: [{ name: 'severity', matchType: '=', value: severity }, ...matchers],
        })),
      },
      receivers: [
        { name: 'nobody' },
        ...receivers.map(({ severity, emails, webhooks }) => ({
          name: severity,
          ...(emails.length > 0 && mail ? { emailConfigs: emails.map((to) => emailConfig(to, mail)) } : {}),
          ...(webhooks.length > 0 ? { webhookConfigs: webhooks.map((url) => ({ url, sendResolved: true })) } : {}),
        })),
      ],
    },
  };
}

function emailConfig(to: string, { smarthost, from, username, passwordSecret }: MailServer) {
  return { to, from, smarthost, authUsername: username, authPassword: { ...passwordSecret }, requireTLS: true, sendResolved: true };
}
