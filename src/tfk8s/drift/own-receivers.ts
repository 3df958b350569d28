import { Construct } from 'constructs';
import { Severity } from '../../core';
import { ClusterDriftPlan } from '../../kubernetes/drift/drift-labels';
import { alertmanagerConfig } from '../../kubernetes/monitoring/alertmanager-config';
import { ManifestRelease } from '../../terraform/software';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Who is told of the alarms of one monitor, beside the channels of the platform. */
export class OwnReceivers extends Construct {
  public constructor(scope: Construct, id: string, platform: IMlPlatform, { name, alerts }: ClusterDriftPlan) {
    super(scope, id);
    const { namespace, tags } = platform;
    const receivers = Object.values(Severity).map((severity) => ({
      severity, emails: [], webhooks: alerts.filter(({ severities }) => severities.includes(severity)).map(({ address }) => address),
    }));
    const manifest = alertmanagerConfig(name, namespace, tags, receivers, undefined, { monitor: name });
    new ManifestRelease(this, 'Resource', { name: `${name}-receivers`, namespace, manifests: [manifest] });
  }
}
