import { App, S3Backend, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { AlertChannel, Duration, Persona, Retention, Size } from '../../src/core';
import { KubernetesProvider } from '../../src/providers/kubernetes/provider';
import { ArtifactStore, ContainerRegistry, Identity, Metric, MlPlatform, MlPlatformProps } from '../../src/tfk8s';
import { codesOf } from '../support/refusals';
import { synthApp } from '../support/terraform';

const LEAST: MlPlatformProps = {
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor' },
};

function newStack(name = 'ml', app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }))) {
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'state', key: `${name}.tfstate`, region: 'eu-central-1' });
  return { app, stack };
}

const refused = (props: Partial<MlPlatformProps>) => codesOf(() => new MlPlatform(newStack().stack, 'Ml', { ...LEAST, ...props }));

describe('bad input', () => {
  test('an object store without encryption on the way', () => {
    expect(refused({ objectStorage: { endpoint: 'http://s3.acme.internal', credentialsSecret: 's' } })).toEqual(['storage/endpoint']);
    expect(refused({ objectStorage: { endpoint: '${var.endpoint}', credentialsSecret: 's' } })).toEqual(['core/token-not-allowed']);
    expect(refused({ objectStorage: { endpoint: 's3', credentialsSecret: 's' }, existingRegistry: undefined })).toEqual(['registry/host', 'storage/endpoint']);
  });

  test('a lock without the versions that it locks', () => {
    const artifacts = { versioned: false, retention: Retention.locked(Duration.days(30)) };
    expect(refused({ artifacts })).toEqual(['storage/lock-versions']);
    expect(codesOf(() => new MlPlatform(newStack().stack, 'Ml', LEAST).addArtifactStore('Ledger', artifacts))).toEqual(['storage/lock-versions']);
  });

  test('no name to reach a registry by', () => {
    expect(refused({ existingRegistry: undefined })).toEqual(['registry/host']);
  });

  test('mail without a mail server, and a receiver that only Alertmanager knows', () => {
    expect(refused({ alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.existing('pager')] })).toEqual(['alerts/smtp', 'alerts/existing']);
  });

  test('no way to the cluster is told when the App is synthesised, before anything is written', () => {
    const { app, stack } = newStack();
    new MlPlatform(stack, 'Ml', { ...LEAST, kubeContext: undefined });
    expect(codesOf(() => app.synth())).toEqual(['providers/kube-context']);
  });

  test('two platforms of one stack in two clusters, of which one would have landed in the other', () => {
    const { app, stack } = newStack();
    new MlPlatform(stack, 'Ml', LEAST);
    new MlPlatform(stack, 'Other', { ...LEAST, kubeContext: 'cpu-cluster' });
    expect(codesOf(() => app.synth())).toContain('providers/conflict');
  });

  test("a store's name that is too long once prefixed", () => {
    const { stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    expect(codesOf(() => platform.addArtifactStore('A'.repeat(70)))).toEqual(['core/name-length']);
    expect(codesOf(() => platform.addArtifactStore('Daily_Reports'))).toEqual(['core/name-illegal']);
  });
});

describe('alarms', () => {
  test("a name that a Helm release cannot have, which is shorter than a Kubernetes object's", () => {
    const platform = new MlPlatform(newStack().stack, 'Ml', LEAST);
    const alarm = (id: string) => platform.addAlarm(id, { metric: platform.artifacts.metrics.storedBytes(), threshold: 1, description: 'Look.' });
    expect(codesOf(() => alarm('a'.repeat(45)))).toEqual(['core/name-length']);
    expect(alarm('a'.repeat(44)).alarmId).toHaveLength(53);
  });

  test('holds for whole seconds where a period is no whole number of minutes', () => {
    const { app, stack } = newStack();
    const metric = Metric.promql('up', { label: 'up', period: Duration.seconds(90) });
    new MlPlatform(stack, 'Ml', LEAST).addAlarm('Down', { metric, threshold: 1, description: 'Look.' });
    expect(JSON.stringify(synthApp(app).only.resources('helm_release'))).toContain('90s');
  });

  test('each store is watched, once, at its own threshold', () => {
    const { app, stack } = newStack();
    const platform = new MlPlatform(stack, 'Ml', LEAST);
    platform.addArtifactStore('Reports', { alarmAbove: Size.gibibytes(1) });
    platform.addArtifactStore('a'.repeat(50), { alarmAbove: Size.gibibytes(2) });
    ArtifactStore.fromExisting(stack, 'Shared', platform, { bucketName: 'shared.acme' });
    const releases = Object.values(synthApp(app).only.resources('helm_release'));
    expect(releases.every(({ name }) => (name as string).length <= 53)).toBe(true);
    const rules = releases.map(({ values }) => JSON.stringify(values)).join();
    expect([...rules.matchAll(/minio_bucket_usage_total_bytes\{[^}]*?([\w.-]+)\\+"\}\)+ > (\d+)/g)].map(([, bucket, bytes]) => `${bucket} ${Number(bytes) / 2 ** 30}`)).toEqual([
      'ml-artifacts 20480', 'ml-reports 1', `ml-${'a'.repeat(50)} 2`,
    ]);
  });
});

describe('a bucket', () => {
  const jobOf = (props: Partial<MlPlatformProps>) => {
    const { app, stack } = newStack();
    new MlPlatform(stack, 'Ml', { ...LEAST, ...props });
    return Object.values(synthApp(app).only.resources('kubernetes_job_v1'))[0];
  };

  test('is set up by a Job whose name follows its settings, since a Job cannot be changed', () => {
    const names = [jobOf({}), jobOf({}), jobOf({ artifacts: { versioned: false } })].map((job) => job.metadata.name as string);
    expect(names[0]).toBe(names[1]);
    expect(names[0]).not.toBe(names[2]);
  });

  test('that is locked is created so, since object lock cannot be switched on later in every store', () => {
    const { env } = jobOf({ artifacts: { retention: Retention.locked(Duration.days(400)) } }).spec.template.spec.container[0];
    expect(env).toContainEqual({ name: 'CREATE_OPTIONS', value: '--object-lock-enabled-for-bucket' });
  });

  test('is set up by a pod that the restricted pod security standard admits', () => {
    const { spec } = jobOf({}).spec.template;
    expect(spec.automount_service_account_token).toBe(false);
    expect(spec.security_context).toMatchObject({ run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } });
    expect(spec.container[0].security_context).toMatchObject({
      run_as_non_root: true, allow_privilege_escalation: false, read_only_root_filesystem: true, capabilities: { drop: ['ALL'] },
    });
  });
});

test('who reads gets the read-only credential, who writes the other', () => {
  const { app, stack } = newStack();
  const ml = new MlPlatform(stack, 'Ml', LEAST);
  ml.artifacts.grantRead(Identity.serviceAccount('training', 'reader'));
  ml.artifacts.grantWrite(Identity.serviceAccount('training', 'writer'));
  ml.artifacts.grantWrite(Identity.serviceAccount('training', 'writer'));
  const grants = Object.values(synthApp(app).only.resources('kubernetes_role_v1')).filter(({ rule }) => rule[0].resource_names);
  expect(grants.map(({ rule }) => rule[0])).toEqual([
    { api_groups: [''], resources: ['secrets'], verbs: ['get'], resource_names: ['s3-reader'] },
    { api_groups: [''], resources: ['secrets'], verbs: ['get'], resource_names: ['s3-writer'] },
  ]);
});

test('a grant keeps its address when something else in the program becomes known at deployment only', () => {
  const address = (others: number) => {
    const { app, stack } = newStack();
    for (let i = 0; i < others; i += 1) void new TerraformVariable(stack, `other${i}`, {}).stringValue;
    const team = new TerraformVariable(stack, 'team', {});
    new MlPlatform(stack, 'Ml', LEAST).artifacts.grantRead(Identity.group(team.stringValue));
    return synthApp(app).only.addresses.filter((found) => found.includes('Readers'));
  };
  expect(address(0)).toEqual(address(7));
});

test('the namespace of a platform lets nothing in or out that was not said', () => {
  const { app, stack } = newStack();
  new MlPlatform(stack, 'Ml', { ...LEAST, network: { connectedCidrs: ['10.20.0.0/16'] } });
  const synthesized = synthApp(app).only;
  expect(synthesized.resource('kubernetes_namespace_v1').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  const [outside] = Object.values(synthesized.resources('kubernetes_network_policy_v1')).filter(({ metadata }) => metadata.name === 'allow-outside');
  expect(outside.spec.egress[0].to[0]).toEqual({ ip_block: { cidr: '10.20.0.0/16' } });
  expect(outside.spec.egress[0].to[1].ip_block.except).toContain('169.254.0.0/16');
});

test("the namespace reaches the object store at the store's own port", () => {
  const { app, stack } = newStack();
  new MlPlatform(stack, 'Ml', { ...LEAST, objectStorage: { endpoint: 'https://minio.acme.internal:9000', credentialsSecret: 's3' } });
  const [outside] = Object.values(synthApp(app).only.resources('kubernetes_network_policy_v1')).filter(({ metadata }) => metadata.name === 'allow-outside');
  expect(outside.spec.egress[0].ports).toEqual([{ port: '443', protocol: 'TCP' }, { port: '9000', protocol: 'TCP' }]);
});

describe('in another stack', () => {
  const attributes = {
    platformName: 'acme-ml',
    namespace: 'acme-ml',
    artifactsBucketName: 'acme-ml-artifacts',
    objectStorage: LEAST.objectStorage,
    registry: LEAST.existingRegistry!,
  };

  test("a platform's constructs use that stack's own providers", () => {
    const { app, stack } = newStack();
    const ml = new MlPlatform(stack, 'Ml', LEAST);
    const other = newStack('other', app).stack;
    new ArtifactStore(other, 'Reports', { platform: ml });
    ContainerRegistry.fromExisting(other, 'Partners', ml, { registryUri: 'harbor.acme.internal/partners', pullSecret: 'p' });
    const synthesized = synthApp(app).stack('other');
    expect(synthesized.providers('kubernetes')).toEqual([{ config_context: 'gpu-cluster', config_path: '~/.kube/config' }]);
    expect(synthesized.hasResource('kubernetes_job_v1')).toBe(true);
  });

  test('a grant that the platform has given, too, has a Role of its own there', () => {
    const { app, stack } = newStack();
    const trainer = Identity.serviceAccount('training', 'trainer');
    new MlPlatform(stack, 'Ml', { ...LEAST, platformName: 'acme-ml' }).artifacts.grantRead(trainer);
    const other = newStack('other', app).stack;
    new KubernetesProvider(other, 'Cluster', { configPath: '~/.kube/config' });
    MlPlatform.fromAttributes(other, 'Ml', attributes).artifacts.grantRead(trainer);
    const synthesized = synthApp(app);
    const names = ['ml', 'other'].flatMap((name) => Object.values(synthesized.stack(name).resources('kubernetes_role_v1')).map(({ metadata }) => metadata.name as string));
    expect(names.filter((name) => name.startsWith('acme-ml-artifacts-read-'))).toHaveLength(2);
    expect(new Set(names).size).toBe(names.length);
  });

  test('a platform from attributes serves as the real one does', () => {
    const ml = MlPlatform.fromAttributes(newStack('other').stack, 'Ml', attributes);
    expect(ml.artifacts.path('fraud/1').uri).toBe('s3://acme-ml-artifacts/fraud/1');
    expect(ml.registry.imageUri('training', '1')).toBe('harbor.acme.internal/ml/training:1');
    expect(ml.personaRole(Persona.REVIEWER)).toBe('acme-ml-reviewer');
  });

  test('a platform outputs what fromAttributes asks for', () => {
    const { app, stack } = newStack();
    new MlPlatform(stack, 'Ml', { ...LEAST, platformName: 'acme-ml' });
    expect(Object.keys(synthApp(app).only.outputs)).toEqual(
      expect.arrayContaining(['ml_platform_name', 'ml_namespace', 'ml_artifacts_bucket_name', 'ml_registry_uri']),
    );
  });
});
