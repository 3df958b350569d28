import {
  Accelerator, AlertChannel, Baseline, BatchOutput, Budget, Capacity, ClusterAccess, DataCapture, DataMount, DriftMonitorKind, DriftMonitorProps,
  DriftSignal, Duration, Egress, EndpointKind, EndpointScaling, Facet, Feature, FeatureGroupProps, FeatureSource, FeatureStoreKind, GroundTruth,
  IIdentity, IMlPlatform, JobSecret, Lifecycle, MaintenanceWindow, MlPlatformProps, Model, ModelEndpointProps, ModelRegistryProps, ModelSchema,
  ModelStage, NodeGroup, OnlineLatency, Placement, Prediction, Profile, Promotion, QualityMetric, QualityThreshold, ReleaseChannel, Retention,
  Runtime, Scaling, SchemaLock, Segment, Severity, Shadow, Size, StorageTier, TrainingBackend, TrainingClusterProps, TrainingJobProps, Weekday,
} from '../../src/core';
import { Capability } from '../../src/core/platform/capability';
import { ExternalSecrets, Feast } from '../../src/kubernetes';
import { codesOf } from '../support/refusals';
import { isCloud } from './cluster-builds';
import { clusterProps } from './cluster-props';
import { onlyEndpoint } from './endpoint-builds';
import { DriftMonitorFacts, EndpointFacts, Facts, FeatureGroupFacts, JobFacts, ModelRegistryFacts, NodeGroupFacts, Subject } from './facts';
import { onlyJob, pytorchOf } from './job-builds';

/** How to ask a target for one capability, and how its output shows that it was given. */
export interface Probe {
  readonly title: string;
  props(subject: Subject): MlPlatformProps;
  /** What is asked of the platform itself, for a capability that no prop has. */
  act?(platform: IMlPlatform, subject: Subject): void;
  /** Throws (by `expect`) unless the synthesised output has what was asked for. */
  shows(facts: Facts, subject: Subject): void;
}

const artifacts = (facts: Facts) => {
  expect(facts.stores.length).toBeGreaterThan(0);
  return facts.stores[0];
};
const registry = (facts: Facts) => {
  expect(facts.registries.length).toBeGreaterThan(0);
  return facts.registries[0];
};

/** A platform with one cluster, and one group of the T4s that every cloud has. */
const withCluster = (props: Partial<TrainingClusterProps>, shows: (facts: Facts) => void): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({}),
  act: (platform, subject) => void platform.addTrainingCluster('Train', clusterProps(subject, props)),
  shows: (facts) => {
    expect(facts.clusters).toHaveLength(1);
    shows(facts);
  },
});
const withGroup = (group: Partial<NodeGroup>, expected: Partial<NodeGroupFacts>) => {
  return withCluster({ nodeGroups: [{ name: 'gpus', accelerator: Accelerator.t4(), ...group }] }, ({ clusters }) => {
    expect(clusters[0].groups).toEqual([expect.objectContaining({ name: 'gpus', gpus: 1, ...expected })]);
  });
};

/** A platform with one job of the cloud's own service, with one of the T4s that every cloud has. */
const withJob = (
  job: (platform: IMlPlatform, subject: Subject) => Partial<TrainingJobProps>,
  shows: (job: JobFacts, subject: Subject) => void,
): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({}),
  act: (platform, subject) => void platform.addTrainingJob('Resnet', {
    runtime: pytorchOf(subject, 'managed'), command: ['torchrun', 'train.py'], accelerator: Accelerator.t4(), ...job(platform, subject),
  }),
  shows: (facts, subject) => shows(onlyJob(facts), subject),
});

/** A platform with one endpoint of the cloud's own service. */
const withEndpoint = (
  endpoint: (platform: IMlPlatform, subject: Subject) => Partial<ModelEndpointProps>,
  shows: (endpoint: EndpointFacts) => void,
): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({}),
  act: (platform, subject) => void platform.addModelEndpoint('Fraud', { model: Model.fromImage(platform.registry.imageUri('serving', '1.0')), ...endpoint(platform, subject) }),
  shows: (facts) => shows(onlyEndpoint(facts)),
});
const follows = (what: string, scaleOn: EndpointScaling): Probe => ({
  title: `replicas of the cloud's own service that follow ${FOLLOWED[what]!}`,
  ...withEndpoint(
    () => ({ scaling: Scaling.elastic(1, 4), scaleOn: [scaleOn], ...(what === 'gpu' ? { accelerator: Accelerator.t4() } : {}) }),
    ({ variants }) => expect(variants[0]!.follows).toEqual([what]),
  ),
});
const FOLLOWED: Record<string, string> = { requests: 'requests', cpu: 'their CPUs', gpu: 'their GPUs', latency: 'latency' };

/** A platform with one registry of models. */
const withModels = (
  props: (subject: Subject) => ModelRegistryProps,
  shows: (registry: ModelRegistryFacts, subject: Subject) => void,
): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({ profile: Profile.staging() }),
  act: (platform, subject) => void platform.addModelRegistry('Models', props(subject)),
  shows: ({ modelRegistries }, subject) => {
    expect(modelRegistries).toHaveLength(1);
    shows(modelRegistries[0]!, subject);
  },
});

/** A platform with one group of features, kept by the cloud's own service. */
const withFeatures = (
  group: (platform: IMlPlatform, subject: Subject) => Partial<FeatureGroupProps>,
  shows: (group: FeatureGroupFacts) => void,
): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({ profile: Profile.staging() }),
  act: (platform, subject) => void platform.addFeatureStore('Features', { lock: SchemaLock.none(), groups: [{ ...SPEND, ...group(platform, subject) }] }),
  shows: (facts) => shows(onlyGroup(facts)),
});
const SPEND: FeatureGroupProps = { groupName: 'spend', entityKeys: [Feature.string('customer_id')], eventTime: 'updated_at', features: [Feature.float('spend_7d')] };
const onlyGroup = ({ featureGroups }: Facts) => {
  expect(featureGroups).toHaveLength(1);
  return featureGroups[0]!;
};

/** A platform with one endpoint, and one monitor of the cloud's own service. */
const withMonitor = (
  monitor: (platform: IMlPlatform) => Partial<DriftMonitorProps>,
  shows: (monitor: DriftMonitorFacts) => void,
): Pick<Probe, 'props' | 'act' | 'shows'> => ({
  props: () => ({ profile: Profile.staging() }),
  act: (platform, { target }) => {
    // Where no service serves models, what one could watch would be a batch output only.
    const batch = { kind: DriftMonitorKind.managed(), batchOutput: BatchOutput.folder(platform.artifacts.path('fraud/scored')) };
    const props = { ...(target.refusals['serving/managed'] ? batch : {}), ...monitor(platform) };
    const endpoint = props.batchOutput ? undefined : platform.addModelEndpoint('Fraud', { model: Model.fromImage(platform.registry.imageUri('serving', '1.0')) });
    platform.addDriftMonitor('Drift', { endpoint, schema: WATCHED, baseline: Baseline.trainingData(platform.artifacts.path('fraud/train')), ...props });
  },
  shows: ({ driftMonitors }) => {
    expect(driftMonitors).toHaveLength(1);
    shows(driftMonitors[0]!);
  },
});
const WATCHED: ModelSchema = { features: [Feature.float('amount'), Feature.string('sex')], prediction: Prediction.binary('fraud'), recordId: 'transaction_id' };

/** What policies of roles call an identity: on AWS by the end of its ARN. */
export const nameIn = ({ identityName }: IIdentity) => identityName.replace(/^arn:.*:role\//, '');

export const PROBES: Record<Capability, Probe> = {
  'platform/budget': {
    title: 'a monthly budget that calls',
    props: () => ({ budget: Budget.monthly(20_000, { alertAtPercent: [80, 100] }) }),
    shows: (facts) => expect(facts.budget).toEqual({ amount: 20_000, alertAtPercent: [80, 100] }),
  },
  'platform/permissions-boundary': {
    title: 'a permissions boundary on every role',
    props: () => ({ guardrails: { permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary' } }),
    shows: (facts) => facts.personas.forEach(({ boundary }) => expect(boundary).toBe('arn:aws:iam::123456789012:policy/boundary')),
  },
  'platform/central-dns': {
    title: 'private DNS zones kept by the organization',
    props: () => ({ guardrails: { centralDns: true } }),
    shows: (facts) => expect(facts.network?.keepsNames).toBe(false),
  },
  'network/addresses': {
    title: 'a network with addresses of its own',
    props: () => ({ network: { cidr: '10.7.0.0/16' } }),
    shows: (facts) => expect(facts.network?.ranges.some((range) => range.startsWith('10.7.'))).toBe(true),
  },
  'network/zones': {
    title: 'subnets in a number of zones',
    props: () => ({ network: { zones: 2 } }),
    shows: (facts) => expect(facts.network?.privateSubnets).toBe(2),
  },
  'egress/nat': {
    title: 'a way out through address translation',
    props: () => ({ network: { egress: Egress.nat() } }),
    shows: (facts) => expect(facts.network?.reachesInternet).toBe(true),
  },
  'egress/none': {
    title: 'no way out',
    props: () => ({ network: { egress: Egress.none() } }),
    shows: (facts) => expect(facts.network?.reachesInternet).toBe(false),
  },
  'egress/mirrored': {
    title: 'no way out but to a mirror of charts and images',
    props: () => ({ network: { egress: Egress.mirrored('registry.acme.internal') } }),
    shows: (facts) => expect(facts.network?.reachesInternet).toBe(false),
  },
  'alerts/email': {
    title: 'alarms by e-mail',
    props: () => ({ alerts: [AlertChannel.email('ml@acme.io')] }),
    shows: (facts) => Object.values(Severity).forEach((severity) => expect(facts.told[severity]).toContain('ml@acme.io')),
  },
  'alerts/webhook': {
    title: 'alarms by webhook, for some severities',
    props: () => ({ alerts: [AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)] }),
    shows: (facts) => {
      expect(facts.told[Severity.CRITICAL]).toContain('https://pager.acme.io/ml');
      expect(facts.told[Severity.WARNING]).not.toContain('https://pager.acme.io/ml');
    },
  },
  'storage/tiers': {
    title: 'objects move to colder tiers',
    props: () => ({
      artifacts: {
        lifecycle: Lifecycle.of({
          prefix: 'models/',
          transitions: [
            { tier: StorageTier.INFREQUENT, after: Duration.days(30) },
            { tier: StorageTier.COLD, after: Duration.days(90) },
            { tier: StorageTier.ARCHIVE, after: Duration.days(365) },
          ],
        }),
      },
    }),
    shows: (facts) =>
      expect(artifacts(facts).transitions).toEqual([
        { prefix: 'models/', tier: StorageTier.INFREQUENT, days: 30 },
        { prefix: 'models/', tier: StorageTier.COLD, days: 90 },
        { prefix: 'models/', tier: StorageTier.ARCHIVE, days: 365 },
      ]),
  },
  'storage/expiry': {
    title: 'objects under a prefix expire',
    props: () => ({ artifacts: { lifecycle: Lifecycle.of({ prefix: 'tmp/', expireAfter: Duration.days(14) }) } }),
    shows: (facts) => expect(artifacts(facts).expiry).toEqual([{ prefix: 'tmp/', days: 14 }]),
  },
  'storage/versions': {
    title: 'old versions of objects are kept',
    props: () => ({ artifacts: { versioned: true } }),
    shows: (facts) => expect(artifacts(facts).versioned).toBe(true),
  },
  'storage/locked-retention': {
    title: 'objects that nobody can delete for a time',
    props: () => ({ artifacts: { retention: Retention.locked(Duration.days(400)) } }),
    shows: (facts) => expect(artifacts(facts).lockedDays).toBe(400),
  },
  'storage/replication': {
    title: 'a copy of every object in a second region',
    props: (subject) => ({ artifacts: { replicaRegion: subject.otherRegion ?? 'elsewhere' } }),
    shows: (facts, subject) => expect(artifacts(facts).replicaRegion).toBe(subject.otherRegion),
  },
  'storage/prefix-grants': {
    title: 'access to the objects under a prefix only',
    props: () => ({}),
    act: (platform, subject) => platform.artifacts.grantRead(subject.identity('trainer'), 'datasets/'),
    shows: (facts) => expect(facts.wildcards).toEqual([]),
  },
  'registry/immutable-tags': {
    title: 'tags that never move',
    props: () => ({ registry: { immutableTags: true } }),
    shows: (facts) => expect(registry(facts).immutableTags).toBe(true),
  },
  'registry/keep-last': {
    title: 'only the newest images are kept',
    props: () => ({ registry: { keepLast: 7 } }),
    shows: (facts) => expect(registry(facts).keepLast).toBe(7),
  },
  'registry/scan-on-push': {
    title: 'images are scanned when they are pushed',
    props: () => ({ registry: { scanOnPush: true } }),
    shows: (facts) => expect(registry(facts).scanOnPush).toBe(true),
  },
  'training/elastic': {
    title: 'nodes that come with the work and go to zero',
    ...withGroup({ scaling: Scaling.elastic(0, 4) }, { min: 0, max: 4 }),
  },
  'training/spot': {
    title: 'nodes on spot machines',
    ...withGroup({ scaling: Scaling.elastic(0, 4), capacity: Capacity.spot() }, { capacity: 'spot' }),
  },
  'training/reservation': {
    title: 'nodes on what was reserved',
    props: () => ({}),
    act: (platform, subject) => {
      const nodeGroups = [{ name: 'gpus', accelerator: Accelerator.t4(), scaling: Scaling.fixed(2), capacity: Capacity.reservation(subject.reservation) }];
      platform.addTrainingCluster('Train', clusterProps(subject, { nodeGroups }));
    },
    shows: ({ clusters }, subject) => expect(clusters[0].groups).toEqual([expect.objectContaining({ capacity: 'reservation', reservationId: subject.reservation })]),
  },
  'training/compact-placement': {
    title: 'nodes that lie close together',
    // H100: a GPU that every cloud lets lie close together.
    ...withCluster({ nodeGroups: [{ name: 'gpus', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(2), placement: Placement.compact() }] }, ({ clusters }) => {
      expect(clusters[0].groups).toEqual([expect.objectContaining({ gpus: 8, compact: true })]);
    }),
  },
  'training/node-disk': {
    title: 'disks of nodes of a size',
    ...withGroup({ diskSize: Size.gibibytes(500) }, { diskGib: 500 }),
  },
  'training/surge': {
    title: 'further nodes while others are upgraded',
    ...withGroup({ scaling: Scaling.fixed(2), surge: 2 }, { surge: 2 }),
  },
  'training/kubernetes-version': {
    title: 'a version of Kubernetes',
    props: () => ({}),
    act: (platform, subject) => void platform.addTrainingCluster('Train', clusterProps(subject, { kubernetesVersion: subject.otherKubernetesVersion })),
    shows: ({ clusters }, subject) => expect(clusters[0].version).toBe(subject.otherKubernetesVersion),
  },
  'training/release-channel': {
    title: 'upgrades by the cloud, early or late',
    ...withCluster({ releaseChannel: ReleaseChannel.STABLE }, ({ clusters }) => expect(clusters[0].channel).toBe('stable')),
  },
  'training/maintenance-window': {
    title: 'a window in which nodes are replaced',
    ...withCluster({ maintenanceWindow: MaintenanceWindow.weekly(Weekday.SATURDAY, 3, Duration.hours(12)) }, ({ clusters }) => {
      expect(clusters[0].maintenance).toEqual({ day: 'saturday', startHour: 3, hours: 12 });
    }),
  },
  'access/private': {
    title: 'an API server that only the network reaches',
    ...withCluster({ access: ClusterAccess.private(), acknowledge: ['network/private-runner'] }, ({ clusters }) => expect(clusters[0].access).toBe('private')),
  },
  'access/authorized-networks': {
    title: 'an API server that some networks reach',
    ...withCluster({ access: ClusterAccess.authorizedNetworks('203.0.113.0/24') }, ({ clusters }) => {
      expect(clusters[0]).toMatchObject({ access: 'authorized', authorizedCidrs: ['203.0.113.0/24'] });
    }),
  },
  'access/gateway': {
    title: 'an API server behind a gateway that checks identities',
    ...withCluster({ access: ClusterAccess.gateway() }, ({ clusters }) => expect(clusters[0].access).toBe('gateway')),
  },
  'job/managed-service': {
    title: "training jobs with the cloud's own service",
    ...withJob(() => ({}), (job) => expect(job).toMatchObject({ backend: 'managed', gpus: 1, spot: false })),
  },
  'job/managed-spot': {
    title: 'jobs of the service on spot machines',
    ...withJob((platform) => ({ capacity: Capacity.spot(), checkpoints: DataMount.files(platform.artifacts.path('resnet')) }), (job) => {
      expect(job).toMatchObject({ spot: true, checkpoints: expect.stringMatching(/\/resnet\/<run>\/?$/) });
    }),
  },
  'job/managed-reservation': {
    title: 'jobs of the service on what was reserved',
    ...withJob(
      (_, { reservation, jobReservation = reservation }) => ({ capacity: Capacity.reservation(jobReservation) }),
      (job, { reservation, jobReservation = reservation }) => expect(job).toMatchObject({ spot: false, reservationId: jobReservation }),
    ),
  },
  'job/managed-retries': {
    title: 'a number of times that a run of the service starts again',
    ...withJob(() => ({ retries: 5 }), ({ retries }) => expect(retries).toBe(5)),
  },
  'job/keep-warm': {
    title: 'machines of the service that stay for the next run',
    ...withJob(
      () => ({ backend: TrainingBackend.managed({ keepWarm: Duration.minutes(30) }) }),
      ({ keepWarmSeconds }) => expect(keepWarmSeconds).toBe(1_800),
    ),
  },
  'job/batch-service': {
    title: 'training jobs with AWS Batch',
    ...withJob(() => ({ backend: TrainingBackend.batch() }), (job) => expect(job).toMatchObject({ backend: 'batch', gpus: 1 })),
  },
  'job/cloud-secrets': {
    title: 'secrets of the cloud in training jobs',
    ...withJob(
      (platform, subject) => ({ secrets: { HF_TOKEN: JobSecret.fromCloud(subject.secret?.(platform) ?? 'hugging-face') } }),
      ({ environment, readsSecrets }) => expect(readsSecrets).toEqual([environment.HF_TOKEN_SECRET_ID]),
    ),
  },
  'serving/managed': { title: "endpoints of the cloud's own service", ...withEndpoint(() => ({}), ({ kind }) => expect(kind).toBe('managed')) },
  'serving/managed-zero': {
    title: "endpoints of the cloud's own service that scale to zero",
    ...withEndpoint(() => ({ kind: EndpointKind.scaleToZero(), scaling: Scaling.elastic(0, 2) }), ({ kind, variants }) => expect([kind, variants[0]!.min]).toEqual(['scale-to-zero', 0])),
  },
  'serving/managed-shadow': {
    title: "copies of requests for a model in the shadow, by the cloud's own service",
    ...withEndpoint(
      (platform) => ({ shadow: Shadow.of(Model.fromImage(platform.registry.imageUri('serving', '2.0')), { percent: 20 }) }),
      ({ shadow }) => expect(shadow!.percent).toBe(20),
    ),
  },
  'serving/managed-secrets': {
    title: "secrets of the cloud in containers of the cloud's own service",
    ...withEndpoint(
      (platform, subject) => ({
        accelerator: Accelerator.t4(),
        model: Model.fromHuggingFace('meta-llama/Llama-3.1-8B', {
          runtime: Runtime.image(platform.registry.imageUri('serving', '1.0')),
          revision: 'b968826d9c46dd6066d109eabc6255188de91218',
          token: JobSecret.fromCloud(subject.secret?.(platform) ?? 'hugging-face'),
        }),
      }),
      ({ variants }) => expect(variants[0]!.environment).toHaveProperty('HF_TOKEN'),
    ),
  },
  'serving/managed-scale-on-requests': follows('requests', EndpointScaling.requestsPerReplica(600)),
  'serving/managed-scale-on-cpu': follows('cpu', EndpointScaling.cpuUtilization(50)),
  'serving/managed-scale-on-gpu': follows('gpu', EndpointScaling.gpuUtilization(50)),
  'serving/managed-scale-on-latency': follows('latency', EndpointScaling.latency(Duration.millis(40))),
  'serving/managed-scale-on-schedule': {
    title: "replicas of the cloud's own service that follow the clock",
    ...withEndpoint(
      () => ({ scaling: Scaling.elastic(1, 4), scaleOn: [EndpointScaling.offHours({ begins: 20, ends: 6 })] }),
      ({ variants }) => expect(variants[0]!.schedules).toBe(2),
    ),
  },
  'serving/network-isolation': {
    title: "containers of the cloud's own service that can call nothing",
    ...withEndpoint(() => ({ networkIsolation: true }), ({ isolated }) => expect(isolated).toBe(true)),
  },
  'serving/capture-path': {
    title: "captured requests of the cloud's own service in a place of your own",
    ...withEndpoint(
      (platform) => ({ dataCapture: DataCapture.sampled(20, { path: platform.artifacts.path('seen/fraud') }) }),
      ({ capture }) => expect(capture!.location).toContain('seen/fraud'),
    ),
  },
  'models/approvers': {
    title: 'named approvers of models',
    ...withModels(
      (subject) => ({ approvers: { 'ada@acme.io': subject.identity('ada') } }),
      ({ approvers }, subject) => expect(approvers).toEqual([nameIn(subject.identity('ada'))]),
    ),
  },
  'models/promotion': {
    title: 'approved models that go on to another account, project, subscription or namespace',
    ...withModels(
      ({ otherPlace }) => ({ stage: ModelStage.DEVELOPMENT, promotions: [Promotion.to(ModelStage.STAGING, otherPlace)] }),
      ({ promotedTo }, { otherPlace }) => expect(promotedTo).toEqual([otherPlace]),
    ),
  },
  'features/managed': {
    title: "features in the cloud's own service",
    ...withFeatures(() => ({}), ({ kind, offline }) => expect([kind, offline]).toEqual(['managed', true])),
  },
  'features/managed-composite-key': {
    title: "several columns as the key of a group in the cloud's own service",
    ...withFeatures(
      () => ({ entityKeys: [Feature.string('customer_id'), Feature.int('shop_id')] }),
      ({ entityKeys }) => expect(entityKeys).toEqual(['customer_id', 'shop_id']),
    ),
  },
  'features/managed-online-only': {
    title: "features that the cloud's own service keeps online only",
    ...withFeatures(() => ({ online: OnlineLatency.STANDARD, offline: false }), ({ offline }) => expect(offline).toBe(false)),
  },
  'features/managed-time-to-live': {
    title: "online values that the cloud's own service forgets",
    ...withFeatures(() => ({ online: OnlineLatency.STANDARD, timeToLive: Duration.days(7) }), ({ ttlSeconds }) => expect(ttlSeconds).toBe(604_800)),
  },
  'features/managed-low-latency': {
    title: "online values from the memory of the cloud's own service",
    ...withFeatures(
      (_, { target: { refusals } }) => ({ online: OnlineLatency.LOW, offline: refusals['features/managed-online-only'] !== undefined }),
      ({ online }) => expect(online).toBe('low'),
    ),
  },
  'features/managed-vectors': {
    title: "vectors in the cloud's own service",
    ...withFeatures(() => ({ features: [Feature.vector('taste', 16)] }), ({ columns }) => expect(Object.keys(columns)).toContain('taste')),
  },
  'features/managed-table': {
    title: "Parquet files as the source of features in the cloud's own service",
    ...withFeatures(
      (platform) => ({ source: FeatureSource.table(platform.artifacts.path('tables/spend')) }),
      ({ source }) => expect(source).toContain('tables/spend'),
    ),
  },
  'features/managed-shards': {
    title: "a number of shards of the stream into the cloud's own service",
    ...withFeatures(() => ({ source: FeatureSource.stream({ shards: 2 }) }), ({ stream }) => expect(stream!.shards).toBe(2)),
  },
  'features/feast-database': {
    title: 'Feast with a database of the cloud',
    props: () => ({ profile: Profile.staging() }),
    act: (platform, subject) => {
      const there = isCloud(subject) ? {} : { existingSoftware: ['feast'] };
      const cluster = platform.addTrainingCluster('Train', { ...clusterProps(subject), ...there });
      // Who has no service of its own for secrets brings them by External Secrets.
      if (isCloud(subject)) [new ExternalSecrets(), new Feast()].forEach((software) => codesOf(() => cluster.install(software)));
      platform.addFeatureStore('Features', { lock: SchemaLock.none(), groups: [SPEND], kind: FeatureStoreKind.feast(cluster, { namespace: 'features' }) });
    },
    shows: (facts) => expect(onlyGroup(facts).kind).toBe('feast'),
  },
  'drift/managed': {
    title: "a monitor of the cloud's own service",
    ...withMonitor(() => ({}), ({ kind, signals }) => expect([kind, signals]).toEqual(['managed', ['data-drift', 'data-quality', 'prediction-drift']])),
  },
  'drift/managed-batch-output': {
    title: "a batch output that the cloud's own service watches",
    ...withMonitor(
      (platform) => ({ batchOutput: BatchOutput.folder(platform.artifacts.path('fraud/scored')) }),
      ({ watches }) => expect(watches).toContain('fraud/scored'),
    ),
  },
  'drift/managed-model-quality': {
    title: "the quality of a model, measured by the cloud's own service",
    ...withMonitor(
      (platform) => ({
        signals: [DriftSignal.modelQuality([QualityThreshold.atLeast(QualityMetric.F1, 0.8)])],
        groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')),
      }),
      ({ thresholds }) => expect(thresholds).toMatchObject({ 'model-quality/f1': 0.8 }),
    ),
  },
  'drift/managed-bias': {
    title: "bias, measured by the cloud's own service",
    ...withMonitor(
      (platform) => ({ signals: [DriftSignal.bias([Facet.of('sex', 'female')])], groundTruth: GroundTruth.folder(platform.artifacts.path('fraud/truth')) }),
      ({ thresholds }) => expect(thresholds).toMatchObject({ 'bias/sex/disparate-impact': 0.8 }),
    ),
  },
  'drift/managed-attribution': {
    title: "what features count for, measured by the cloud's own service",
    ...withMonitor(() => ({ signals: [DriftSignal.attributionDrift()] }), ({ thresholds }) => expect(thresholds).toMatchObject({ 'attribution-drift': 0.9 })),
  },
  'drift/managed-segments': {
    title: "segments that the cloud's own service measures on their own",
    ...withMonitor(() => ({ segments: [Segment.of('sex', 'female')] }), ({ segments }) => expect(segments).toEqual(['sex=female'])),
  },
};
