import { ReleaseChannel, Weekday } from '../../core';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { NODE_OS_UPGRADE_CHANNELS, UPGRADE_CHANNELS } from '../../facts/azure/kubernetes-versions';

/**
 * AKS has two channels that bring new minor versions: the newest, and the newest but one, which has then been used for some months. There is none in
 * between, so that the balance is the second one, too; 'patch' stays at its minor version until that is out of support.
 * https://learn.microsoft.com/en-us/azure/aks/auto-upgrade-cluster#cluster-auto-upgrade-channels
 */
const CHANNELS: Readonly<Record<ReleaseChannel, string>> = {
  [ReleaseChannel.RAPID]: UPGRADE_CHANNELS.rapid,
  [ReleaseChannel.REGULAR]: UPGRADE_CHANNELS.stable,
  [ReleaseChannel.STABLE]: UPGRADE_CHANNELS.stable,
};

/** What Azure may change by itself, and when: versions of Kubernetes and images of nodes, in one window. */
export function upgrades({ releaseChannel, maintenance }: TrainingClusterPlan) {
  const window = {
    frequency: 'Weekly',
    interval: 1,
    dayOfWeek: capitalized(maintenance.day),
    startTime: `${String(maintenance.startHour).padStart(2, '0')}:00`,
    utcOffset: '+00:00',
    duration: maintenance.hours,
  };
  return {
    automaticUpgradeChannel: CHANNELS[releaseChannel],
    nodeOsUpgradeChannel: NODE_OS_UPGRADE_CHANNELS.nodeImage,
    maintenanceWindowAutoUpgrade: window,
    maintenanceWindowNodeOs: window,
  };
}

const capitalized = (day: Weekday) => `${day[0]!.toUpperCase()}${day.slice(1)}`;
