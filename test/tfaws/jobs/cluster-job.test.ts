import { IClusterSoftware, Scaling, TrainingFramework, TrainingJobProps } from '../../../src/core';
import { CertManager, JobSet, KubeRay, KubeflowTrainer, MpiOperator } from '../../../src/kubernetes';
import { clusterJob, SECRET } from './jobs';

test('a job in a cluster is a role of its own, which reads its data and its secret', () => {
  const { main, workloads } = clusterJob().synth();
  const policies = Object.values(main.resources('aws_iam_role_policy')).map(({ policy }) => policy as string).filter((policy) => policy.includes('fraud/train/*'));
  expect(policies).toHaveLength(1);
  expect(JSON.stringify(main.resources('aws_iam_role_policy'))).toContain(SECRET);
  const accounts = Object.values(main.resources('aws_eks_pod_identity_association')).map(({ namespace, service_account: name }) => `${namespace as string}/${name as string}`);
  expect(accounts).toContain('vision/acme-ml-fraud');
  expect(JSON.stringify(workloads.json)).toContain('CronJob');
});

const AUDIT_LOG = '/aws/eks/acme-ml-train/cluster';
const TRAINER = [new CertManager(), new JobSet(), new KubeflowTrainer()];
const OPERATOR_LOG = '/aws/containerinsights/acme-ml-train/application';
const STARTS = [AUDIT_LOG, '"acme-ml-fraud-start"'] as const;
/** Filters, each with its log and what its pattern says. */
type Filters = Readonly<Record<string, readonly [string, string]>>;

const KINDS: ReadonlyArray<readonly [string, Partial<TrainingJobProps>, readonly IClusterSoftware[], Filters]> = [
  ['a Job', {}, [], { failures: [AUDIT_LOG, '= "acme-ml-fraud"'] }],
  ['a JobSet', { nodes: Scaling.fixed(2), retries: 5 }, [new JobSet()], { failures: [AUDIT_LOG, 'restart-attempt\\":\\"5\\"'], starts: STARTS }],
  ['a TrainJob', { framework: TrainingFramework.pytorchDdp(), nodes: Scaling.fixed(2) }, TRAINER,
    { 'failures': [AUDIT_LOG, 'restart-attempt\\":\\"3\\"'], 'starts-and-deadlines': [AUDIT_LOG, '"jobsets"'] }],
  ['an MPIJob', { framework: TrainingFramework.mpi(), nodes: Scaling.fixed(2) }, [new MpiOperator()], { failures: [AUDIT_LOG, '= "acme-ml-fraud"'] }],
  ['a RayJob', { framework: TrainingFramework.ray() }, [new KubeRay()], { failures: [OPERATOR_LOG, '"acme-ml-fraud-*"'], starts: STARTS }],
];

test.each(KINDS)('%s that failed for good is counted in logs that the cluster has made, and wakes somebody', (_, props, software, wanted) => {
  const { main } = clusterJob(props, software).synth();
  const counted = { namespace: 'MlPlatform/acme-ml', name: 'acme-ml-fraud-runs-failed' };
  const filters = Object.values(main.resources('aws_cloudwatch_log_metric_filter')).filter(({ name }) => (name as string).startsWith('acme-ml-fraud-'));
  expect(filters).toHaveLength(Object.keys(wanted).length);
  Object.entries(wanted).forEach(([id, [logGroup, pattern]]) => {
    const filter = filters.find(({ name }) => name === `acme-ml-fraud-${id}`)!;
    expect(filter).toMatchObject({ log_group_name: logGroup, pattern: expect.stringContaining(pattern), metric_transformation: counted });
    const made = Object.values(main.resources('aws_cloudwatch_log_group')).some(({ name }) => name === logGroup);
    expect({ made, waits: JSON.stringify(filter.depends_on).includes('aws_cloudwatch_log_group.') }).toEqual({ made: true, waits: true });
  });
  const alarm = main.resource('aws_cloudwatch_metric_alarm', 'Fraud/RunFailed/Resource');
  expect(alarm).toMatchObject({ threshold: 0, treat_missing_data: 'notBreaching' });
  expect(JSON.stringify(alarm)).toContain(counted.name);
});
