import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { HOOK_DELETED } from '../software/ready-hook';
import { ClusterFeaturesBinding } from './cluster-features-binding';
import { ClusterFeaturesPlan, groupResourceName, isRefreshed, metadataOf, partLabels } from './feature-labels';
import { featurePod } from './feature-pod';

type Json = Record<string, unknown>;


const HOUR_SECONDS = 3_600;
/** Not after a way back: what failed would fail again, and Helm then takes no further release. https://helm.sh/docs/topics/charts_hooks/ */
const AFTERWARDS = 'post-install,post-upgrade';

/** What the CronJob of a group is called. */
export function refreshName(plan: Pick<ClusterFeaturesPlan, 'name'>, group: Pick<FeatureGroupPlan, 'groupName'>): string {
  return groupResourceName(plan, group, 'refresh');
}

/** What defines the groups is called. */
export function applyName({ name }: Pick<ClusterFeaturesPlan, 'name'>): string {
  return `${name}-apply`;
}

/**
 * Defines the groups after each release of Helm, which waits for it and fails, and goes back, when it does. Values that are there stay, and the servers answer all the while.
 */
export function applyJob(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding): Json {
  const labels = partLabels(plan, 'apply');
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadataOf(plan, applyName(plan), labels), annotations: { 'helm.sh/hook': AFTERWARDS, 'helm.sh/hook-delete-policy': HOOK_DELETED } },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 600,
      template: featurePod(plan, binding, { part: 'apply', args: ['apply'], memory: '1Gi', restartPolicy: 'Never' }),
    },
  };
}

/** Looks at the files of a group by its schedule: brings what is newer online, and notes how new it is. */
export function refreshJobs(plan: ClusterFeaturesPlan, binding: ClusterFeaturesBinding): Json[] {
  return plan.groups.filter(isRefreshed).map((group) => {
    const labels = { ...partLabels(plan, 'refresh'), 'ml-platform/feature-group': group.groupName };
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadataOf(plan, refreshName(plan, group), labels),
      spec: {
        schedule: crontabOf(group.refresh, 'a CronJob of Kubernetes', new Problems()),
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          metadata: { labels },
          spec: {
            backoffLimit: 1,
            activeDeadlineSeconds: 6 * HOUR_SECONDS,
            // A run that has failed counts as long as it is there.
            ttlSecondsAfterFinished: 24 * HOUR_SECONDS,
            template: featurePod(plan, binding, { part: 'refresh', args: ['refresh', group.groupName], memory: '4Gi', restartPolicy: 'Never' }),
          },
        },
      },
    };
  });
}
