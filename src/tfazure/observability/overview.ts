import { MetricUnit, Statistic } from '../../core';
import { METRICS } from '../../facts/azure/metrics';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { Dashboard } from './dashboard';
import { Metric } from './metric';
import { DENIALS } from './platform-alarms';

/** What a platform's own page shows beside what others add. */
export interface OverviewSources {
  readonly accountId: string;
  readonly registryId: string;
  readonly natGatewayIds: readonly string[];
}

/** Storage, errors, network and images; the bill has no metric, so the page says where it is. */
export function overview(dashboard: Dashboard, platform: IMlPlatform, sources: OverviewSources): void {
  const count = (label: string, resourceId: string, { namespace, name: metricName }: { readonly namespace: string; readonly name: string }) =>
    new Metric({ label, resourceId, namespace, metricName, unit: MetricUnit.COUNT, statistic: Statistic.SUM });
  dashboard.addText(platform.platformName, `Spend: *Cost Management* of the resource group, filtered by the tag \`platform\` = \`${platform.platformName}\`.`);
  dashboard.addGraph('Stored artifacts', platform.artifacts.metrics.storedBytes());
  dashboard.addGraph('Requests to the artifacts', count('Requests', sources.accountId, METRICS.storageTransactions));
  dashboard.addQuery('Denied access', `${DENIALS}\n| summarize denials = count() by bin(TimeGenerated, 15m)`, platform.logAnalyticsWorkspaceId);
  dashboard.addGraph('Failed runs', count('Failed runs', platform.machineLearningWorkspaceId, METRICS.failedRuns));
  dashboard.addGraph(
    'Images',
    count('Pulls', sources.registryId, METRICS.registryPulls),
    count('Pushes', sources.registryId, METRICS.registryPushes),
  );
  if (sources.natGatewayIds.length > 0) {
    dashboard.addGraph(
      'Traffic to the internet',
      ...sources.natGatewayIds.flatMap((id, i) => [
        count(`Bytes ${i + 1}`, id, METRICS.natBytes),
        count(`Dropped packets ${i + 1}`, id, METRICS.natDrops),
      ]),
    );
  }
}
