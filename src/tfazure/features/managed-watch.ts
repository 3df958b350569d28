import { Construct } from 'constructs';
import { IAlarm } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { Alarm } from '../observability/alarm';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { StoreBackend } from './feature-backend';
import { failedMaterializations, failedSpecifications } from './feature-metrics';
import { ManagedGroup } from './managed-group';
import { OnlineStore } from './online-store';

/** So full may the online store be, in percent: a larger size takes some minutes. */
const FULLEST = 85;

export interface WatchedStore {
  readonly platform: IMlPlatform;
  readonly plan: FeatureStorePlan;
  readonly workspaceId: string;
  /** Whether a group is. */
  readonly isOnline: boolean;
  /** The online store that was made for it. */
  readonly own?: OnlineStore;
}

/** What is seen of a store as a whole. */
export function storeGraphs({ plan, workspaceId, isOnline, own }: WatchedStore): StoreBackend['graphs'] {
  return [
    ...(isOnline ? [{ title: 'materializations failed', metrics: [failedMaterializations(plan.name, workspaceId)] }] : []),
    ...(own ? [{ title: 'values found online', metrics: [own.hits()] }, { title: 'memory of the online store', metrics: [own.memory()] }] : []),
  ];
}

/** Makes the alarms of a store as a whole. */
export function storeAlarms(scope: Construct, { platform, plan: { name, severity }, workspaceId, isOnline, own }: WatchedStore): IAlarm[] {
  return [
    ...(isOnline ? [new Alarm(scope, 'NotMaterialized', {
      platform,
      alarmName: `${name}-not-materialized`,
      metric: failedMaterializations(name, workspaceId),
      threshold: 0,
      severity,
      description: `${name}: values could not be brought online. Open the feature set in Azure Machine Learning studio, read the log of the failed run under 'Materialization jobs', and fill the gap with 'az ml feature-set backfill --by-job-id'. A group without any file yet fails, too.`,
    })] : []),
    ...(own ? [new Alarm(scope, 'OnlineFull', {
      platform,
      alarmName: `${name}-online-full`,
      metric: own.memory(),
      threshold: FULLEST,
      severity,
      description: `${name}: the online store is nearly full, and takes no values once it is. Give 'onlineSize' the next size, or groups a time to live.`,
    })] : []),
  ];
}

/** Makes the alarm of a specification that is not there. */
export function specificationAlarm(made: ManagedGroup, { platform, plan }: Pick<WatchedStore, 'platform' | 'plan'>, { name, groupName }: FeatureGroupPlan): IAlarm {
  return new Alarm(made, 'SpecificationLost', {
    platform,
    alarmName: `${name}-specification-lost`,
    metric: failedSpecifications(groupName, made.workflowId),
    threshold: 0,
    severity: plan.severity,
    description: `${groupName}: the specification of its current version could not be written, so that its values come online no more. Read why in the runs of the workflow ${name}-specification, and run it again.`,
  });
}
