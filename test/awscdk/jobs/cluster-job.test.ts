import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Identity, TrainingJob } from '../../../src/awscdk';
import { Accelerator, DataMount, JobSecret, Runtime, TrainingBackend, TrainingJobProps } from '../../../src/core';
import { S3MountpointDriver } from '../../../src/kubernetes';
import { Json, synthesize } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { Trained, trained } from '../training/clusters';
import { objects } from '../training/templates';
import { SECRET } from './jobs';

interface Worked extends Trained {
  readonly job: TrainingJob;
}

function worked(props: Partial<TrainingJobProps> = {}): Worked {
  const made = trained();
  made.cluster.install(new S3MountpointDriver());
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

test('pods that failed are counted in the log of Container Insights, which the cluster has made, and wake somebody', () => {
  const { app, cluster } = worked();
  const out = synthesize(app);
  const filter = out.of('AWS::Logs::MetricFilter').find(({ properties }) => properties.LogGroupName === '/aws/containerinsights/acme-ml-train/performance')!;
  expect(filter.properties.FilterPattern).toContain('$.kubernetes.pod_name = "acme-ml-fraud-*"');
  const group = out.of('AWS::Logs::LogGroup').find(({ properties }) => properties.LogGroupName === '/aws/containerinsights/acme-ml-train/performance')!;
  expect([out.templates.Acme.Resources[filter.id].DependsOn].flat()).toContain(group.id);
  const alarm = out.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'acme-ml-fraud-run-failed')!;
  expect(JSON.stringify(alarm.properties)).toContain('acme-ml-fraud-failed-pods');
  expect(cluster.clusterName).toBe('acme-ml-train');
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
