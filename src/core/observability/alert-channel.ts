import { literal, refuse } from '../private';
import { Severity } from './severity';

/** One `@`, something before it, and a domain with a dot behind it; whether the mailbox exists only the first message tells. */
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * Where alarms go. A channel takes the severities that it names, or all.
 *
 * @example
 * import { AlertChannel, Severity } from 'ml-platform-constructs';
 *
 * const alerts = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];
 */
export class AlertChannel {
  /**
   * A mailbox. Cloud services ask it to confirm; on Kubernetes the target needs `smtp`.
   * Throws `alerts/email-address` for what is no address.
   *
   * @param address such as `ml@acme.io`
   * @param severities which alarms; all by default
   */
  public static email(address: string, ...severities: Severity[]): AlertChannel {
    if (!EMAIL.test(literal(address, 'the address of an alert channel'))) {
      refuse('alerts/email-address', `'${address}' is no e-mail address: write it as 'ml@acme.io'`);
    }
    return new AlertChannel('email', address, severities);
  }

  /**
   * An HTTPS address that takes a POST. It is stored in the template: an address that carries a secret belongs into a channel that
   * you make yourself and name with `existing`. Throws `alerts/webhook-url`.
   *
   * @param url such as `https://pager.acme.io/ml`, without user name or password
   * @param severities which alarms; all by default
   */
  public static webhook(url: string, ...severities: Severity[]): AlertChannel {
    const parsed = URL.canParse(literal(url, 'the address of an alert channel')) ? new URL(url) : undefined;
    if (parsed?.protocol !== 'https:' || parsed.username || parsed.password) {
      refuse('alerts/webhook-url', `'${url.replace(/\/\/[^@/]*@/, '//…@')}' is no webhook: give an https address without user name and password`);
    }
    return new AlertChannel('webhook', url, severities);
  }

  /**
   * A channel that exists already: the ARN of an SNS topic, the name of a notification channel, the id of an action group,
   * the name of an Alertmanager receiver.
   *
   * @param id what this cloud calls it; a value known only at deployment is fine
   * @param severities which alarms; all by default
   */
  public static existing(id: string, ...severities: Severity[]): AlertChannel {
    return new AlertChannel('existing', id, severities);
  }

  /** The alarms that this channel takes. */
  public readonly severities: Severity[];

  private constructor(
    /** `email`, `webhook` or `existing`. */
    public readonly kind: string,
    /** The address, or the id of what exists. */
    public readonly address: string,
    severities: Severity[],
  ) {
    this.severities = severities.length > 0 ? [...new Set(severities)] : [Severity.CRITICAL, Severity.WARNING, Severity.INFO];
  }
}
