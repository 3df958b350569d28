import { Accelerator, ClusterAccess, DataMount, Runtime, Scaling, TrainingBackend } from '../../../src/core';
import { JobSet, KubeflowTrainer, KubeRay, Kueue } from '../../../src/kubernetes';
import { Identity, TrainingJob, TrainingJobProps } from '../../../src/tfazure';
import { Bench, SOMEBODY } from '../support/stacks';

function inCluster(props: Partial<TrainingJobProps> = {}, more: (job: (id: string) => TrainingJob) => void = () => undefined) {
  const bench = new Bench();
  const platform = bench.platform();
  const cluster = platform.addTrainingCluster('Gpus', {
    nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }], access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
  });
  [new Kueue({ teams: [{ team: 'vision', gpus: { h100x8: 32 } }] }), new JobSet(), new KubeflowTrainer(), new KubeRay()].forEach((software) => cluster.install(software));
  const add = (id: string) => new TrainingJob(platform, id, {
    platform,
    backend: TrainingBackend.cluster(cluster, { namespace: 'vision' }),
    runtime: Runtime.pytorch('2.13'),
    command: ['torchrun', 'train.py'],
    accelerator: Accelerator.h100(8),
    nodes: Scaling.fixed(2),
    inputs: { train: DataMount.files(platform.artifacts.path('imagenet/train')) },
    checkpoints: DataMount.files(platform.artifacts.path('resnet/checkpoints')),
    ...props,
  });
  const job = add('Resnet');
  more(add);
  job.grantStart(Identity.group(SOMEBODY));
  const app = bench.synth();
  return { job, stack: app.stack('ml'), inside: app.stack('ml-Ml-Gpus-workloads') };
}

test('nothing of Azure ML is made, and a run is a managed identity with the same rights', () => {
  const { stack, job } = inCluster();
  expect(Object.values(stack.resources('azapi_resource')).some(({ type }) => /computes|schedules|datastores/.test(type as string))).toBe(false);
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => (principal_id as string).includes('Accounts_ml-resnet'));
  expect(grants.map(({ role_definition_name: role, condition }) => [role, /StringStartsWith '([^']*)'/.exec(condition as string)?.[1]]).sort()).toEqual([
    ['Storage Blob Data Contributor', 'resnet/checkpoints/'], ['Storage Blob Data Reader', 'imagenet/train/'],
  ]);
  expect(job.quotas).toEqual([]);
  expect(job.startCommand).toMatch(/^kubectl create job --namespace vision/);
});

test('containers are mounted with the token of that identity, and never with a key', () => {
  const text = JSON.stringify(inCluster().inside.json);
  expect(text).toContain('mountWithWorkloadIdentityToken');
  expect(text).toMatch(/clientID/);
  expect(text).not.toMatch(/accountKey|nodeStageSecretRef/);
});

test('somebody is told of failed runs of this job in this cluster', () => {
  const { stack } = inCluster();
  const rules = stack.resource('azurerm_monitor_alert_prometheus_rule_group', 'Resnet/RunFailed/Resource');
  expect(rules.rule[0].expression).toContain('kube_job_failed{cluster="ml-gpus",namespace="vision",job_name=~"ml-resnet-.*",condition="true"}');
  expect(rules.scopes).toEqual([expect.stringContaining('azurerm_monitor_workspace')]);
});

test('whoever may start a run may work in the namespace', () => {
  const { stack } = inCluster();
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => principal_id === SOMEBODY);
  expect(grants.map(({ scope }) => scope as string).some((scope) => scope.endsWith('/namespaces/vision'))).toBe(true);
});

test('a run of Ray fails where its operator says so, which Prometheus is told of once', () => {
  const { stack, inside } = inCluster({ runtime: Runtime.ray('2.56'), command: ['python', 'train.py'] }, (add) => add('Another'));
  expect(stack.resource('azurerm_monitor_alert_prometheus_rule_group', 'Resnet/RunFailed/Resource').rule[0].expression)
    .toContain('kuberay_job_deployment_status{cluster="ml-gpus",namespace="vision",name=~"ml-resnet-.*",deployment_status="Failed"}');
  const monitors = Object.values(inside.resources('helm_release')).filter(({ name }) => name === 'kuberay-monitor');
  expect(monitors).toHaveLength(1);
  expect(JSON.stringify(monitors[0])).toMatch(/azmonitoring\.coreos\.com.*honorLabels/);
});
