import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Identity, TrainingJob } from '../../../src/awscdk';
import { Accelerator, DataMount, IClusterSoftware, JobSecret, Runtime, Scaling, TrainingBackend, TrainingFramework, TrainingJobProps } from '../../../src/core';
import { CertManager, JobSet, KubeRay, KubeflowTrainer, MpiOperator, S3MountpointDriver } from '../../../src/kubernetes';
import { Json, synthesize } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { Trained, trained } from '../training/clusters';
import { objects } from '../training/templates';
import { SECRET } from './jobs';

interface Worked extends Trained {
  readonly job: TrainingJob;
}

function worked(props: Partial<TrainingJobProps> = {}, software: readonly IClusterSoftware[] = []): Worked {
  const made = trained();
  [new S3MountpointDriver(), ...software].forEach((one) => made.cluster.install(one));
  const job = new TrainingJob(made.stack, 'Fraud', {
    platform: made.ml,
    backend: TrainingBackend.cluster(made.cluster, { namespace: 'vision' }),
    runtime: Runtime.image('123456789012.dkr.ecr.eu-north-1.amazonaws.com/fraud:1'),
    command: ['python', 'train.py'],
    accelerator: Accelerator.t4(),
    inputs: { train: DataMount.files(made.ml.artifacts.path('fraud/train')) },
    output: DataMount.stream(made.ml.artifacts.path('fraud/models')),
    ...props,
  });
  return { ...made, job };
}

test('a job in a cluster runs as a service account of its own, which is a role that reads its data and writes its output', () => {
  const { app, job } = worked({ secrets: { TOKEN: JobSecret.fromCloud(SECRET) } });
  const out = synthesize(app);
  const accounts = out.of('AWS::EKS::PodIdentityAssociation').map(({ properties }) => [properties.Namespace, properties.ServiceAccount] as string[]);
  expect(accounts).toContainEqual(['vision', 'acme-ml-fraud']);
  const ofPods = ({ Description }: Json) => JSON.stringify(Description ?? '').includes('pods of vision/acme-ml-fraud');
  const role = out.of('AWS::IAM::Role').find(({ properties }) => ofPods(properties))!;
  const statements = out.of('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties.Roles).includes(role.id))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]);
  const allows = (action: string) => ({ Action }: Json) => [Action].flat().includes(action);
  const resources = (action: string) => JSON.stringify(statements.filter(allows(action)).map(({ Resource }) => Resource));
  expect(resources('s3:GetObject')).toContain('/fraud/train/*');
  expect(resources('s3:PutObject')).toContain('/fraud/models/*');
  expect(resources('s3:PutObject')).not.toContain('/fraud/train/*');
  expect(resources('secretsmanager:GetSecretValue')).toContain(SECRET);
  expect(job.quotas).toEqual([]);
  expect(job.stateMachineResource).toBeUndefined();
});

test('what runs is a CronJob that starts runs, and mounts the bucket as that account', () => {
  const { app, job } = worked();
  const manifests = objects(synthesize(app), 'job-acme-ml-fraud');
  expect(manifests.map(({ kind }) => kind as string)).toEqual(expect.arrayContaining(['PersistentVolume', 'PersistentVolumeClaim', 'CronJob']));
  expect(JSON.stringify(manifests)).toContain('"authenticationSource":"pod"');
  expect(JSON.stringify(manifests)).toContain('region eu-north-1');
  expect(job.startCommand).toMatch(/^kubectl .*vision/);
});

const TRAINER = [new CertManager(), new JobSet(), new KubeflowTrainer()];
const AUDIT_LOG = '/aws/eks/acme-ml-train/cluster';
const OPERATOR_LOG = '/aws/containerinsights/acme-ml-train/application';
const STARTS = [AUDIT_LOG, '"acme-ml-fraud-start"'] as const;
/** Filters, each with its log and what its pattern says. */
type Filters = Readonly<Record<string, readonly [string, string]>>;

const KINDS: ReadonlyArray<readonly [string, Partial<TrainingJobProps>, readonly IClusterSoftware[], Filters]> = [
  ['a Job', { framework: TrainingFramework.custom() }, [], { Failures: [AUDIT_LOG, '= "acme-ml-fraud"'] }],
  ['a JobSet', { framework: TrainingFramework.custom(), nodes: Scaling.fixed(2), retries: 5 }, [new JobSet()],
    { Failures: [AUDIT_LOG, 'restart-attempt\\":\\"5\\"'], Starts: STARTS }],
  ['a TrainJob', { framework: TrainingFramework.pytorchDdp(), nodes: Scaling.fixed(2) }, TRAINER,
    { Failures: [AUDIT_LOG, 'restart-attempt\\":\\"3\\"'], StartsAndDeadlines: [AUDIT_LOG, '"jobsets"'] }],
  ['an MPIJob', { framework: TrainingFramework.mpi(), nodes: Scaling.fixed(2) }, [new MpiOperator()], { Failures: [AUDIT_LOG, '= "acme-ml-fraud"'] }],
  ['a RayJob', { framework: TrainingFramework.ray() }, [new KubeRay()], { Failures: [OPERATOR_LOG, '"acme-ml-fraud-*"'], Starts: STARTS }],
];

test.each(KINDS)('%s that failed for good is counted in logs that the cluster has made, and wakes somebody', (_, props, software, wanted) => {
  const { app } = worked(props, software);
  const out = synthesize(app);
  const filters = out.of('AWS::Logs::MetricFilter').filter(({ id }) => id.startsWith('FraudCluster'));
  expect(filters).toHaveLength(Object.keys(wanted).length);
  Object.entries(wanted).forEach(([id, [logGroup, pattern]]) => {
    const filter = filters.find((found) => found.id.startsWith(`FraudCluster${id}`))!;
    expect(filter.properties).toMatchObject({ LogGroupName: logGroup, FilterPattern: expect.stringContaining(pattern) });
    const group = out.of('AWS::Logs::LogGroup').find(({ properties }) => properties.LogGroupName === logGroup)!;
    expect([out.templates.Acme.Resources[filter.id].DependsOn].flat()).toContain(group.id);
  });
  const [counted, ...others] = filters.map(({ properties }) => properties.MetricTransformations[0] as Json);
  others.forEach((other) => expect(other).toEqual(counted));
  const alarm = out.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'acme-ml-fraud-run-failed')!;
  expect(alarm.properties).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' });
  expect(alarm.properties.Metrics.map(({ MetricStat }: Json) => MetricStat?.Metric as Json)).toContainEqual({
    Namespace: counted.MetricNamespace, MetricName: counted.MetricName,
  });
});

test('whoever may start runs edits in the namespace', () => {
  const { app, stack, job } = worked();
  job.grantStart(Identity.of(new Role(stack, 'Ada', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') })));
  const [entry] = synthesize(app).of('AWS::EKS::AccessEntry').filter(({ properties }) => JSON.stringify(properties).includes('AmazonEKSEditPolicy'));
  expect(entry!.properties.AccessPolicies[0].AccessScope).toEqual({ Type: 'namespace', Namespaces: ['vision'] });
});

test('without the driver that mounts buckets a folder is refused', () => {
  const { stack, ml, cluster } = trained();
  expect(codesOf(() => new TrainingJob(stack, 'Fraud', {
    platform: ml,
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.image('ghcr.io/acme/fraud:1'),
    command: ['python', 'train.py'],
    accelerator: Accelerator.t4(),
    inputs: { train: DataMount.files(ml.artifacts.path('fraud/train')) },
  }))).toEqual(['software/need-missing']);
});
