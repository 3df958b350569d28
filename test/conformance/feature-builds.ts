import {
  Accelerator, Duration, FeastDatabase, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, FeatureStoreProps, IClusterSoftware,
  IFeatureStore, IIdentity, ITrainingCluster, Machine, MlPlatformProps, OnlineLatency, Profile, Scaling, SchemaLock, Size,
} from '../../src/core';
import { CertManager, ExternalSecrets, Feast, KubePrometheusStack, Strimzi } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { CHANNELS, isCloud, NAMED_SUBJECTS } from './cluster-builds';
import { clusterProps } from './cluster-props';
import { Built, FeatureGroupFacts, Facts, Subject } from './facts';
import { nameIn } from './probes';

export type StoreKind = FeatureGroupFacts['kind'];

/** Whatever keeps features on each target: Feast everywhere, a service where there is one. */
export const STORES = NAMED_SUBJECTS.flatMap(([name, subject]) => {
  const kinds: StoreKind[] = ['feast', ...(subject.target.refusals['features/managed'] ? [] : ['managed' as const])];
  return kinds.map((kind) => [`${kind === 'feast' ? 'Feast' : 'the service'} of ${name}`, subject, kind] as const);
});

export type Right = 'reader' | 'writer' | 'producer';

/** Somebody to grant to, and what the facts call them. */
export interface Grantee {
  readonly identity: IIdentity;
  readonly name: string;
}

export interface FeatureBuild extends Built {
  readonly subject: Subject;
  readonly kind: StoreKind;
  readonly cluster?: ITrainingCluster;
  readonly people: Record<Right, Grantee>;
  /** A store `Features` of these groups. */
  add(groups: FeatureGroupProps[], props?: Partial<FeatureStoreProps>, id?: string): IFeatureStore;
}

/** Signs that mean something to Terraform, Python, YAML, shells and SQL, and nothing in what people write. */
export const ODD = 'sum of "orders" in ${eur} %{x} \'\'\' {{ y }} $z \\ # -- ;';

/** For training only. */
export const BATCH: FeatureGroupProps = {
  groupName: 'customer_spend',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'updated_at',
  features: [
    Feature.float('spend_7d', { description: ODD }),
    Feature.int('orders'),
    Feature.bool('vip'),
    Feature.string('postcode', { personalData: true }),
    Feature.timestamp('last_order'),
    Feature.vector('taste', 16),
  ],
  description: ODD,
  owner: 'payments-ml@acme.io',
};

/** For requests, from a stream, with values that are expected within an hour. */
export const LIVE: FeatureGroupProps = {
  groupName: 'clicks',
  entityKeys: [Feature.string('customer_id')],
  eventTime: 'seen_at',
  features: [Feature.int('clicks_1h'), Feature.float('rate')],
  online: OnlineLatency.STANDARD,
  source: FeatureSource.stream(),
  freshness: Duration.hours(2),
};

export function buildFeatures(subject: Subject, kind: StoreKind, platformProps: MlPlatformProps = {}, software = allSoftware()): FeatureBuild {
  const built = subject.platform({ alerts: CHANNELS, tags: { team: 'ml' }, profile: Profile.staging(), ...platformProps });
  const cluster = kind === 'feast' ? addCluster(built, subject, software) : undefined;
  return {
    ...built,
    subject,
    kind,
    cluster,
    people: peopleOf(subject, cluster),
    add: (groups, props = {}, id = 'Features') => built.platform.addFeatureStore(id, { groups, lock: SchemaLock.none(), kind: kindOf(subject, cluster), ...props }),
  };
}

/** The one group of a name. */
export function groupIn({ featureGroups }: Facts, name: string): FeatureGroupFacts {
  const found = featureGroups.filter((group) => group.name.replace(/-/g, '_').endsWith(name));
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** Feast is reached by service accounts of its cluster, its files by whoever the cloud knows. */
function peopleOf(subject: Subject, cluster?: ITrainingCluster): Record<Right, Grantee> {
  const inCloud = (who: Right) => ({ identity: subject.identity(who), name: nameIn(subject.identity(who)) });
  const inCluster = (who: Right) => {
    const namespace = `${who}s`;
    return { identity: cluster!.addServiceAccount(who, { namespace, serviceAccountName: who }).identity, name: `namespace ${namespace}` };
  };
  const other = cluster && !isCloud(subject) ? inCluster : inCloud;
  return { reader: other('reader'), writer: other('writer'), producer: (cluster ? inCluster : inCloud)('producer') };
}

function kindOf(subject: Subject, cluster?: ITrainingCluster): FeatureStoreKind {
  if (!cluster) return FeatureStoreKind.managed();
  const database = isCloud(subject) ? undefined : FeastDatabase.postgres('feast-postgres');
  return FeatureStoreKind.feast(cluster, { namespace: 'features', database });
}

function allSoftware(): IClusterSoftware[] {
  return [new CertManager(), new KubePrometheusStack(), new ExternalSecrets(), new Feast(), new Strimzi()];
}

/** A cluster with the software that features need, or with what is said. */
function addCluster({ platform }: Built, subject: Subject, software: readonly IClusterSoftware[]): ITrainingCluster {
  const cloud = isCloud(subject);
  const there = cloud ? {} : { existingSoftware: ['kube-prometheus-stack'] };
  const cluster = platform.addTrainingCluster('Train', clusterProps(subject, {
    ...there,
    nodeGroups: [
      { name: 'gpus', accelerator: Accelerator.t4(4), scaling: cloud ? Scaling.elastic(0, 4) : Scaling.fixed(4) },
      { name: 'cpus', machine: cloud ? Machine.general(16) : Machine.custom('m1', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(3) },
    ],
  }));
  // What a cluster brings by itself is not installed once more.
  software.forEach((one) => codesOf(() => cluster.install(one)));
  return cluster;
}
