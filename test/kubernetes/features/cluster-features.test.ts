import { FeatureSource, OnlineLatency } from '../../../src/core';
import { groupsOf, Json, manifestsOf, one, podOf, SPEND, storeOf, STREAM, TABLE } from './stores';

const WORKLOADS = ['Deployment', 'Job', 'CronJob'];
const pods = (manifests: Json[]) => manifests.filter(({ kind }) => WORKLOADS.includes(kind as string)).map(podOf);
const entryOf = ({ name, value, valueFrom }: Json) => [name, value ?? valueFrom];
const environmentOf = (pod: Json) => Object.fromEntries((pod.containers[0].env as Json[]).map(entryOf));
const everything = { groups: [STREAM, TABLE, { ...SPEND, groupName: 'clicks' }] };

describe('a feature store in a cluster', () => {
  test('answers from two pods that are nobody but their account, and may do nothing to their node', () => {
    const manifests = manifestsOf(everything);
    for (const pod of pods(manifests)) {
      expect(pod.serviceAccountName).toBe('ml-features');
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
        expect(container.resources.limits.memory).toBeDefined();
      }
    }
    const server = one(manifests, 'Deployment', 'ml-features');
    expect(server.spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(server.spec.template.metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
    expect(one(manifests, 'PodDisruptionBudget').spec.maxUnavailable).toBe(1);
  });

  test('has the API server check the tokens of callers, which is all that it may ask it', () => {
    const manifests = manifestsOf(everything);
    expect(JSON.parse(environmentOf(podOf(one(manifests, 'Deployment', 'ml-features'))).STORE_SETTINGS).auth.type).toBe('oidc');
    expect(one(manifests, 'ClusterRoleBinding')).toMatchObject({
      metadata: { name: 'feature-store:features:ml-features' },
      roleRef: { name: 'feast-token-reviewer' },
      subjects: [{ kind: 'ServiceAccount', name: 'ml-features', namespace: 'features' }],
    });
    expect(pods(manifests).filter((pod) => pod.automountServiceAccountToken).map((pod) => pod.containers[0].name)).toEqual(['server', 'connector']);
    expect(manifests.filter(({ kind }) => ['Role', 'ClusterRole', 'RoleBinding'].includes(kind as string))).toEqual([]);
  });

  test('lets nobody in who was not let in, neither by the network nor by a token', () => {
    const { features, manifests } = storeOf();
    const requests = () => one(manifests(), 'NetworkPolicy', 'ml-features').spec.ingress[1];
    expect(requests().from).toEqual([{ podSelector: { matchLabels: { 'ml-platform/feature-store': 'ml-features', 'ml-platform/part': 'stream' } } }]);
    expect(groupsOf(manifests())[0]).toMatchObject({ read: { namespaces: [] }, write: { namespaces: [] } });

    features.admitReader('customer_spend', 'shop');
    features.admitReader('customer_spend', 'shop');
    expect(requests().from[1]).toEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } });
    expect(requests().from).toHaveLength(2);
    expect(requests().ports).toEqual([{ port: 6566, protocol: 'TCP' }]);
    expect(groupsOf(manifests())[0]).toMatchObject({ read: { actions: ['read_online'], namespaces: ['shop'] }, write: { namespaces: [] } });
  });

  test('tells readers of a group from writers, and one group from another', () => {
    const clicks = { ...SPEND, groupName: 'clicks', offline: false };
    const { plan, features, manifests } = storeOf({ groups: [SPEND, clicks] });
    features.admitReader('customer_spend', 'shop');
    features.admitWriter(plan.groups[1]!, 'tracker');
    expect(groupsOf(manifests()).map(({ read, write }) => [read, write])).toEqual([
      [{ actions: ['read_online'], namespaces: ['shop'] }, { actions: ['write_online', 'write_offline'], namespaces: [] }],
      [{ actions: ['read_online'], namespaces: [] }, { actions: ['write_online'], namespaces: ['tracker'] }],
    ]);
  });

  test('is reached by nobody at its jobs', () => {
    const { spec } = one(manifestsOf(everything), 'NetworkPolicy', 'ml-features-jobs');
    expect(spec.ingress).toBeUndefined();
    expect(spec).toMatchObject({ policyTypes: ['Ingress'], podSelector: { matchExpressions: [{ values: ['apply', 'refresh'] }] } });
  });

  test('is defined by a hook that fails the release, and not by restarting what answers', () => {
    const before = manifestsOf({ groups: [{ ...SPEND, features: SPEND.features.slice(0, 1) }] });
    const after = manifestsOf();
    const apply = one(after, 'Job');
    expect(apply.metadata.annotations['helm.sh/hook']).toBe('post-install,post-upgrade');
    expect(podOf(apply).containers[0].command).toEqual(['python', '/feast/program/ml_features.py', 'apply']);
    expect(groupsOf(after)[0]!.features.map(({ name }: Json) => name)).toHaveLength(6);
    const changed = after.filter((manifest, i) => JSON.stringify(manifest) !== JSON.stringify(before[i]));
    expect(changed.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['ConfigMap/ml-features-groups']);
  });

  test('tells audits which features have personal data, and who answers for a group', () => {
    const [group] = groupsOf(manifestsOf());
    expect(group).toMatchObject({ owner: 'team-growth', tags: { personal_data: 'true' } });
    expect(group!.features.find(({ name }: Json) => name === 'email').tags).toEqual({ personal_data: 'true' });
    expect(group!.features.find(({ name }: Json) => name === 'orders').tags).toBeUndefined();
  });

  test('looks at files by the schedule of their group, one run at a time, where values come as files', () => {
    const cron = one(manifestsOf(everything), 'CronJob');
    expect(cron).toMatchObject({ metadata: { name: 'ml-features-products-refresh' }, spec: { concurrencyPolicy: 'Forbid', timeZone: 'Etc/UTC', schedule: '0 * * * *' } });
    expect(podOf(cron).containers[0].command.slice(2)).toEqual(['refresh', 'products']);
    expect(groupsOf(manifestsOf(everything)).map(({ files, pushed }) => [files, pushed])).toEqual([
      ['s3://acme-artifacts/features/ml-features/customer_spend', true],
      ['s3://acme-artifacts/tables/products', false],
      ['s3://acme-artifacts/features/ml-features/clicks', true],
    ]);
  });

  test.each([
    [{ online: OnlineLatency.STANDARD }, 1],
    [{ online: undefined }, 1],
    [{ online: undefined, freshness: undefined }, 0],
  ])('looks at files of a table with %p in %p CronJobs', (more, runs) => {
    expect(manifestsOf({ groups: [{ ...TABLE, ...more }] }).filter(({ kind }) => kind === 'CronJob')).toHaveLength(runs);
  });

  test('reads the settings of a database from a Secret, and has the registry in it', () => {
    const binding = { onlineStore: { type: 'postgres' }, registryPath: undefined, databaseSecret: { name: 'feast-postgres', key: 'postgres' } };
    const pod = podOf(one(manifestsOf({}, binding), 'Deployment'));
    expect(JSON.parse(environmentOf(pod).STORE_SETTINGS)).toMatchObject({ online_store: { type: 'postgres' }, registry: { cache_ttl_seconds: 60 } });
    expect(pod.volumes).toContainEqual({ name: 'database', secret: { secretName: 'feast-postgres', items: [{ key: 'postgres', path: 'settings.yaml' }] } });
    expect(pod.volumes).toContainEqual({ name: 'work', emptyDir: { medium: 'Memory', sizeLimit: '256Mi' } });
  });

  test('reaches a store of another address with the key of a Secret', () => {
    const files = { system: 's3' as const, endpoint: 'https://s3.acme.internal', region: 'us-east-1', credentialsSecret: 's3-writer' };
    expect(environmentOf(podOf(one(manifestsOf({}, { files }), 'Job')))).toMatchObject({
      AWS_ENDPOINT_URL: 'https://s3.acme.internal',
      FEAST_S3_ENDPOINT_URL: 'https://s3.acme.internal',
      AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: 's3-writer', key: 'AWS_SECRET_ACCESS_KEY' } },
    });
  });

  test('is measured where the cluster knows monitors, and elsewhere not', () => {
    expect(one(manifestsOf(), 'ServiceMonitor').spec.endpoints[0].port).toBe('metrics');
    expect(manifestsOf({}, {}, undefined, ['feast']).filter(({ kind }) => /Monitor$/.test(kind as string))).toEqual([]);
  });

  test('takes its images from a mirror where there is one', () => {
    const images = pods(manifestsOf(everything, {}, 'harbor.acme.internal/hub')).flatMap((pod) => pod.containers.map(({ image }: Json) => image as string)) as string[];
    expect([...new Set(images)].sort()).toEqual(['harbor.acme.internal/hub/feastdev/feature-server:0.66.0', 'harbor.acme.internal/hub/warpstreamlabs/bento:1.20.0']);
  });

  test('needs Strimzi for a stream only', () => {
    expect(storeOf().features.needs).toEqual(['feast']);
    expect(storeOf({ groups: [STREAM] }).features.needs).toEqual(['feast', 'strimzi']);
  });

  test('says where its groups are', () => {
    const { features, plan } = storeOf({ groups: [STREAM, { ...TABLE }, { ...SPEND, groupName: 'clicks', offline: false }] });
    const [stream, table, clicks] = plan.groups;
    expect(features.serverUrl).toBe('http://ml-features.features.svc.cluster.local');
    expect(features.groupId('clicks')).toBe('ml_features/clicks');
    expect([stream, table, clicks].map((group) => features.offlineLocation(group!))).toEqual([
      's3://acme-artifacts/features/ml-features/customer_spend', 's3://acme-artifacts/tables/products', undefined,
    ]);
    expect([stream, table].map((group) => features.streamName(group!))).toEqual(['customer_spend', undefined]);
  });

  test('has names that Kubernetes takes, however long that of a group is', () => {
    const groupName = `group_${'x'.repeat(57)}`;
    const names = manifestsOf({ groups: [{ ...STREAM, groupName }, { ...TABLE, groupName: `${groupName.slice(0, -1)}y` }] }).map(({ metadata }) => metadata.name as string);
    expect(names.filter((name) => name.length > 52)).toEqual([]);
    expect(new Set(names.filter((name) => name.startsWith('ml-features-'))).size).toBeGreaterThan(8);
  });

  test('a job as the source writes files, which are read as those of a table', () => {
    const group = { ...TABLE, source: FeatureSource.job({ node: storeOf().plan.place.cluster.node, jobName: 'nightly' } as never) };
    const manifests = manifestsOf({ groups: [group] });
    expect(groupsOf(manifests)[0]).toMatchObject({ pushed: false, files: 's3://acme-artifacts/features/ml-features/products' });
  });
});
