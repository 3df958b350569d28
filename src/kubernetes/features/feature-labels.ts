import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { stableSuffix } from '../../core/private';

export type ClusterFeaturesPlan = FeatureStorePlan<FeastPlace>;

/** The parts of a store that are pods. */
export type FeaturePart = 'server' | 'apply' | 'refresh' | 'stream';

/** What Feast calls a store: its tables are called so, too, and take no hyphens everywhere. */
export function feastProject(store: string): string {
  return store.replaceAll('-', '_');
}

/** What finds all that belongs to a store. */
export function storeLabel({ name }: Pick<ClusterFeaturesPlan, 'name'>): Record<string, string> {
  return { 'ml-platform/feature-store': name };
}

/** What finds the pods of one of its parts. */
export function partLabels(plan: Pick<ClusterFeaturesPlan, 'name'>, part: FeaturePart): Record<string, string> {
  return { ...storeLabel(plan), 'ml-platform/part': part };
}

/** The name, the namespace and the labels of a resource. */
export function metadataOf(plan: ClusterFeaturesPlan, name: string, labels: Readonly<Record<string, string>> = storeLabel(plan)) {
  return { name, namespace: plan.place.namespace, labels: { ...plan.place.traits.labels, ...labels } };
}

/** What is made for a group is called `<store>-<group>-<what>`; where that is too long, a text that is the same each time stands for the group. */
export function groupResourceName({ name }: Pick<ClusterFeaturesPlan, 'name'>, { groupName }: Pick<FeatureGroupPlan, 'groupName'>, what: string, longest = 52): string {
  const full = [name, groupName.replaceAll('_', '-'), what].join('-');
  return full.length <= longest ? full : [name, stableSuffix(groupName), what].join('-');
}

/** Whether values come by requests to the server, and not as files. */
export function isPushed({ source }: Pick<FeatureGroupPlan, 'source'>): boolean {
  return source.kind === 'none' || source.kind === 'stream';
}

/** Into which stores a request writes: https://docs.feast.dev/reference/feature-servers/python-feature-server#pushing-features-to-the-online-and-offline-stores */
export function pushedTo({ online, offline }: Pick<FeatureGroupPlan, 'online' | 'offline'>): string {
  if (online === undefined) return 'offline';
  return offline ? 'online_and_offline' : 'online';
}

/** Whether something has to look at the files now and then: to bring values online, or to see how old they are. */
export function isRefreshed(group: Pick<FeatureGroupPlan, 'source' | 'online' | 'freshnessSeconds'>): boolean {
  return !isPushed(group) && (group.online !== undefined || group.freshnessSeconds !== undefined);
}
