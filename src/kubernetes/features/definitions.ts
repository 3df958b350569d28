import { ColumnPlan, FeatureGroupPlan, hasPersonalData } from '../../core/features/feature-group-plan';
import { ClusterFeaturesBinding } from './cluster-features-binding';
import { FeatureCallers } from './feature-callers';
import { ClusterFeaturesPlan, isPushed, pushedTo } from './feature-labels';

type Json = Record<string, unknown>;

/** What a right to write is called, by where a request writes: https://docs.feast.dev/getting-started/concepts/permission */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  online: ['write_online'],
  offline: ['write_offline'],
  online_and_offline: ['write_online', 'write_offline'],
};

/** What is said to Feast of the groups, as `FEAST_DEFINITIONS` reads it. */
export function definitions(plan: ClusterFeaturesPlan, binding: Pick<ClusterFeaturesBinding, 'filesOf'>, callers: FeatureCallers): Json[] {
  return plan.groups.map((group) => ({
    name: group.groupName,
    description: group.description ?? '',
    owner: group.owner ?? '',
    tags: { ...(hasPersonalData(group) ? { personal_data: 'true' } : {}) },
    keys: group.entityKeys.map(columnOf),
    time: group.eventTime,
    features: group.features.map(columnOf),
    files: filesOf(group, binding),
    pushed: isPushed(group),
    online: group.online !== undefined,
    read: { actions: ['read_online'], namespaces: callers.readersOf(group.groupName) },
    write: { actions: WRITES[pushedTo(group)], namespaces: callers.writersOf(group.groupName) },
  }));
}

/** Where the files of a group lie: those of a table where that is. */
export function filesOf({ groupName, source }: FeatureGroupPlan, binding: Pick<ClusterFeaturesBinding, 'filesOf'>): string {
  return source.kind === 'table' ? source.path.uri.replace(/\/$/, '') : binding.filesOf(groupName);
}

function columnOf({ name, type, description, personalData, dimension }: ColumnPlan): Json {
  const tags = { ...(personalData ? { personal_data: 'true' } : {}), ...(dimension === undefined ? {} : { dimension: `${dimension}` }) };
  return { name, type, ...(description === undefined ? {} : { description }), ...(Object.keys(tags).length > 0 ? { tags } : {}) };
}
