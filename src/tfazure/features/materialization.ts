import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { SPARK_MACHINES } from '../../facts/azure/features-limits';
import { RefreshRecurrence, refreshRecurrence } from './refresh-recurrence';

/** How values of a feature set are brought online: a part of `workspaces/featuresets/versions@2025-12-01`. */
export interface MaterializationSettings {
  readonly storeType: 'Online' | 'OnlineAndOffline';
  readonly schedule: RefreshRecurrence;
  readonly resource: { readonly instanceType: string };
  readonly sparkConfiguration: Readonly<Record<string, string>>;
}

export const USUAL_MACHINE = 'Standard_E4s_v3';

/**
 * What is brought online, and how often; nothing of a group that is not online, since queries read its source. Older files lack the features that were added later, and Spark takes
 * the columns of one file for those of all unless it is told: https://spark.apache.org/docs/3.4.0/sql-data-sources-parquet.html#schema-merging
 */
export function materialization({ online, refresh }: FeatureGroupPlan, instanceType: string, offline: boolean): MaterializationSettings | undefined {
  if (!online) return undefined;
  const { cores, memory } = SPARK_MACHINES[instanceType]!;
  return {
    storeType: offline ? 'OnlineAndOffline' : 'Online',
    schedule: refreshRecurrence(refresh)!,
    resource: { instanceType },
    sparkConfiguration: {
      'spark.driver.cores': String(cores),
      'spark.driver.memory': memory,
      'spark.executor.cores': String(cores),
      'spark.executor.memory': memory,
      'spark.executor.instances': '2',
      'spark.sql.parquet.mergeSchema': 'true',
    },
  };
}
