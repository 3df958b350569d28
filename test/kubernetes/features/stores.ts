import { Duration, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, FeatureStoreProps, OnlineLatency } from '../../../src/core';
import { ClusterFeatures } from '../../../src/kubernetes/features/cluster-features';
import { ClusterFeaturesBinding } from '../../../src/kubernetes/features/cluster-features-binding';
import { FEAST_SERVICE } from '../../../src/kubernetes/features/feast-service';
import { ClusterFeaturesPlan } from '../../../src/kubernetes/features/feature-labels';
import { plan } from '../../core/features/fake-features';
import { clusterWith, path } from '../../core/jobs/fake-jobs';

export type Json = Record<string, any>;

/** Everything that a store in a cluster can need. */
export const ALL = ['prometheus-operator', 'feast', 'strimzi'];

export const SPEND: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: 'Of 7 days, in euros' }),
    Feature.int('orders'),
    Feature.bool('vip'),
    Feature.string('email', { personalData: true }),
    Feature.timestamp('last_order'),
    Feature.vector('taste', 3),
  ],
  online: OnlineLatency.STANDARD,
  owner: 'team-growth',
};

const TWO_DAYS = FeatureSource.stream({ shards: 4, retention: Duration.days(2) });
export const STREAM: FeatureGroupProps = { ...SPEND, source: TWO_DAYS, freshness: Duration.minutes(10) };
export const TABLE: FeatureGroupProps = {
  ...SPEND, groupName: 'products', source: FeatureSource.table(path('tables/products')), freshness: Duration.hours(6),
};

export const BINDING: ClusterFeaturesBinding = {
  serviceAccountName: 'ml-features',
  podLabels: { 'azure.workload.identity/use': 'true' },
  onlineStore: { type: 'dynamodb', region: 'eu-central-1' },
  registryPath: 's3://acme-artifacts/features/ml-features/registry.db',
  files: { system: 's3', region: 'eu-central-1' },
  filesOf: (group) => `s3://acme-artifacts/features/ml-features/${group}`,
  // As the targets' tokens do, when everything is written.
  lazy: (produce) => ({ resolve: produce }),
};

/** The store 'ml-features' in the namespace 'features', with one group of requests unless something else is said. */
export function planned(props: Partial<FeatureStoreProps> = {}, mirror?: string, provided = ALL): ClusterFeaturesPlan {
  const kind = FeatureStoreKind.feast(clusterWith({ provided, mirror }), { namespace: 'features' });
  return plan({ groups: [SPEND], kind, ...props }, { feast: FEAST_SERVICE }) as ClusterFeaturesPlan;
}

export function storeOf(props?: Partial<FeatureStoreProps>, binding: Partial<ClusterFeaturesBinding> = {}, mirror?: string, provided?: string[]) {
  const of = planned(props, mirror, provided);
  const features = new ClusterFeatures(of, { ...BINDING, ...binding });
  return { plan: of, features, manifests: () => written(features.parts(of.place.traits).manifests![0].manifests) as Json[] };
}

/** What it consists of. */
export function manifestsOf(...args: Parameters<typeof storeOf>): Json[] {
  return storeOf(...args).manifests();
}

/** The resource of a kind, by its name where there are several. */
export function one(manifests: readonly Json[], kind: string, name?: string): Json {
  const found = manifests.filter((manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name));
  const there = manifests.map((manifest) => `${manifest.kind}/${manifest.metadata.name}`);
  if (found.length !== 1) throw new Error(`${found.length} of ${kind}/${name ?? '*'} among ${there.join(', ')}`);
  return found[0]!;
}

export const podOf = (workload: Json): Json => (workload.spec.jobTemplate ?? workload).spec.template.spec as Json;
export const groupsOf = (manifests: readonly Json[]) => JSON.parse(one(manifests, 'ConfigMap', 'ml-features-groups').data['groups.json']) as Json[];

/** As a target writes it: with what was not known before. */
export function written(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(written);
  if (typeof data !== 'object' || data === null) return data;
  const { resolve } = data as { resolve?: () => unknown };
  if (typeof resolve === 'function') return written(resolve());
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, written(value)]));
}
