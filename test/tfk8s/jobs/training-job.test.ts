import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import {
  Accelerator, DataMount, Duration, ExperimentTracking, JobSecret, JobTrigger, Lineage, Machine, Runtime, Scaling, Schedule, TrainingBackend,
  TrainingFramework,
} from '../../../src/core';
import { RoleBindingV1 } from '../../../src/providers/kubernetes/role-binding-v1';
import { Identity, TrainingJob } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { jobs, variables } from './jobs';

const QUEUED = { 'kueue.x-k8s.io/queue-name': 'default' };

describe('PyTorch on several nodes', () => {
  test('is a TrainJob in the queue of its team, of a runtime that every run refers to', () => {
    const { add, synth } = jobs();
    add('Resnet', { nodes: Scaling.fixed(2), maxRunTime: Duration.hours(6) });
    const { run, of } = synth();
    expect(run).toMatchObject({
      kind: 'TrainJob',
      metadata: { generateName: 'ml-resnet-', namespace: 'vision', labels: QUEUED },
      spec: { runtimeRef: { kind: 'TrainingRuntime', name: 'ml-resnet' }, activeDeadlineSeconds: 21_600, trainer: { numNodes: 2, numProcPerNode: 8, command: ['torchrun', 'train.py'] } },
    });
    const [runtime] = of('TrainingRuntime');
    expect(runtime.spec).toMatchObject({ mlPolicy: { numNodes: 2, torch: {} }, template: { spec: { failurePolicy: { maxRestarts: 3 } } } });
    expect(of('TrainJob')).toEqual([]);
  });

  test('asks for whole nodes of the group with its GPUs, tolerates their taint, and runs nowhere else', () => {
    const { add, synth } = jobs();
    add('Resnet', { nodes: Scaling.fixed(2) });
    const { spec } = node(synth());
    expect(spec.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists' }]);
    const [term] = spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(term.matchExpressions).toEqual([{ key: 'ml-platform/node-group', operator: 'In', values: ['gpus'] }]);
    expect(spec.containers[0].resources).toMatchObject({ requests: { 'nvidia.com/gpu': '8' }, limits: { 'nvidia.com/gpu': '8' } });
  });

  test('runs as an account of its own, without a token of the API server and without capabilities', () => {
    const { add, synth } = jobs();
    expect(add('Resnet').identity.identityName).toBe('system:serviceaccount:vision:ml-resnet');
    const { spec } = node(synth());
    expect(spec).toMatchObject({ serviceAccountName: 'ml-resnet', automountServiceAccountToken: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(spec.containers[0].securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  });

  test('has the token of its account where a feature store is to know who asks', () => {
    const { add, cluster, synth } = jobs();
    add('Resnet', { backend: TrainingBackend.cluster(cluster, { namespace: 'vision', serviceAccountToken: true }) });
    expect(node(synth()).spec.automountServiceAccountToken).toBe(true);
  });

  test('is reached by its own pods only; with Ray by the operator, too', () => {
    const { add, synth } = jobs();
    add('Resnet');
    add('Tune', { runtime: Runtime.ray('2.55'), command: ['python', 'tune.py'] });
    const [plain, ray] = synth().of('NetworkPolicy').filter(({ spec }) => spec.podSelector.matchLabels?.['ml-platform/job'] !== undefined).map(({ spec }) => spec);
    const own = { podSelector: { matchLabels: { 'ml-platform/job': 'ml-resnet' } } };
    expect(plain).toEqual({ ...own, policyTypes: ['Ingress'], ingress: [{ from: [own] }] });
    expect(ray.ingress[0].from[1]).toEqual({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kuberay-system' } } });
  });

  test('is not moved by an autoscaler, and has time for a checkpoint', () => {
    const { add, synth } = jobs();
    add('Resnet');
    const { metadata, spec } = node(synth());
    expect(metadata.annotations).toMatchObject({ 'karpenter.sh/do-not-disrupt': 'true', 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false' });
    expect(spec.terminationGracePeriodSeconds).toBe(120);
  });

  test('of an elastic number starts with what there is, from the least on', () => {
    const { add, synth } = jobs();
    add('Resnet', { nodes: Scaling.elastic(1, 2), retries: 2 });
    const { run, of } = synth();
    expect(run).toMatchObject({
      kind: 'Job',
      metadata: { annotations: { 'kueue.x-k8s.io/job-min-parallelism': '1', 'kueue.x-k8s.io/job-completions-equal-parallelism': 'true' } },
      spec: { parallelism: 2, completions: 2, completionMode: 'Indexed', backoffLimit: 4 },
    });
    expect(variables(run.spec.template.spec.containers[0])).toMatchObject({
      PET_NNODES: '1:2', PET_RDZV_BACKEND: 'c10d', PET_RDZV_ENDPOINT: '$(ML_RUN_ID)-0.ml-resnet:29500', PET_MAX_RESTARTS: '2',
    });
    const [service] = of('Service').filter(({ metadata }) => metadata.name === 'ml-resnet');
    expect(service.spec).toMatchObject({ clusterIP: 'None', selector: { 'ml-platform/job': 'ml-resnet' } });
    expect(run.spec.template).toMatchObject({ metadata: { labels: service.spec.selector }, spec: { subdomain: 'ml-resnet' } });
  });
});

describe('other frameworks', () => {
  test('Ray has a head that works, too, and a cluster that goes with the job', () => {
    const { add, synth } = jobs();
    add('Tune', { runtime: Runtime.ray('2.55'), command: ['python', 'tune.py', '--name', "it's"], nodes: Scaling.fixed(2) });
    const { run } = synth();
    expect(run).toMatchObject({ kind: 'RayJob', spec: { entrypoint: 'python tune.py --name \'it\'\\\'\'s\'', shutdownAfterJobFinishes: true, submissionMode: 'HTTPMode', backoffLimit: 3 } });
    const { rayClusterSpec } = run.spec;
    expect(rayClusterSpec).toMatchObject({ enableInTreeAutoscaling: false, workerGroupSpecs: [{ replicas: 1, minReplicas: 1, maxReplicas: 1 }] });
    expect(rayClusterSpec.headGroupSpec.template.spec.containers[0].resources.limits['nvidia.com/gpu']).toBe('8');
  });

  test('MPI starts one process a GPU, on workers that it enters by their shell', () => {
    const { add, synth } = jobs();
    add('Simulate', { runtime: Runtime.image('ghcr.io/acme/mpi:1.0', 'mpi'), command: ['python', 'train.py'], nodes: Scaling.fixed(2), environment: { MODE: 'fast' } });
    const { Launcher, Worker } = synth().run.spec.mpiReplicaSpecs;
    expect(Worker).toMatchObject({ replicas: 2, template: { spec: { containers: [{ command: ['/usr/sbin/sshd'] }] } } });
    const { command, args } = Launcher.template.spec.containers[0];
    expect([...command, ...args].join(' ')).toMatch(/^mpirun --allow-run-as-root -np 16 .*-x ML_RUN_ID .*-x MODE .*python train\.py$/);
    expect(Launcher.template.spec.containers[0].resources.limits).toEqual({});
  });

  test('TensorFlow is told of its workers, which know each other by name', () => {
    const { add, synth } = jobs();
    add('Keras', { runtime: Runtime.tensorflow('2.19'), command: ['python', 'train.py'], nodes: Scaling.fixed(2) });
    const { run } = synth();
    expect(run).toMatchObject({ kind: 'JobSet', spec: { network: { enableDNSHostnames: true }, failurePolicy: { maxRestarts: 3 } } });
    const [shell, flag, script] = run.spec.replicatedJobs[0].template.spec.template.spec.containers[0].command;
    expect([shell, flag]).toEqual(['/bin/sh', '-ec']);
    expect(script).toContain('for ml_address in $ML_RUN_ID-node-0-0.$ML_RUN_ID $ML_RUN_ID-node-0-1.$ML_RUN_ID; do');
  });

  test('JAX and XGBoost are TrainJobs with their own policies', () => {
    const { add, synth } = jobs();
    add('Flax', { runtime: Runtime.jax('0.7'), command: ['python', 'train.py'], nodes: Scaling.fixed(2) });
    add('Boost', { runtime: Runtime.xgboost('3.0'), command: ['python', 'train.py'], machine: Machine.general(8), nodes: Scaling.fixed(3) });
    const policies = Object.fromEntries(synth().of('TrainingRuntime').map(({ metadata, spec }) => [metadata.name, spec.mlPolicy]));
    expect(policies).toEqual({ 'ml-flax': { numNodes: 2, jax: {} }, 'ml-boost': { numNodes: 3, xgboost: {} } });
  });

  test('one node of anything is a Job on nodes without GPUs, which nobody tells of others', () => {
    const { add, synth } = jobs();
    add('Forecast', { runtime: Runtime.image('ghcr.io/acme/prophet:1.0'), command: ['python', 'fit.py'], machine: Machine.general(8) });
    const { run } = synth();
    expect(run).toMatchObject({ kind: 'Job', spec: { backoffLimit: 3, podFailurePolicy: { rules: [{ action: 'Ignore' }] } } });
    const { tolerations, containers } = run.spec.template.spec;
    expect(tolerations).toEqual([]);
    // Of 16 CPUs and 64 GiB half, less what a node keeps for itself.
    expect(containers[0].resources.requests).toEqual({ cpu: '6', memory: '24Gi' });
  });
});

describe('data', () => {
  test('is mounted where the code is told, with folders of the run for what is written', () => {
    const { add, files, synth } = jobs();
    add('Resnet', { inputs: { train_set: files('imagenet/train') }, checkpoints: files('resnet/checkpoints'), output: DataMount.claim('scratch') });
    const applied = synth();
    const [container] = node(applied).spec.containers;
    expect(variables(container)).toMatchObject({
      ML_RUN_ID: { fieldRef: { fieldPath: "metadata.labels['jobset.sigs.k8s.io/jobset-name']" } },
      ML_INPUT_TRAIN_SET: '/mnt/ml/input-train-set',
      ML_CHECKPOINT_DIR: '/mnt/ml/checkpoints/$(ML_RUN_ID)',
      ML_OUTPUT_DIR: '/mnt/ml/output/$(ML_RUN_ID)',
      ML_JOB_NAME: 'ml-resnet',
    });
    expect(container.volumeMounts).toEqual([
      { name: 'input-train-set', mountPath: '/mnt/ml/input-train-set', readOnly: true },
      { name: 'checkpoints', mountPath: '/mnt/ml/checkpoints' },
      { name: 'output', mountPath: '/mnt/ml/output' },
      { name: 'shared-memory', mountPath: '/dev/shm' },
    ]);
    const [input, checkpoints] = applied.of('PersistentVolume');
    expect(input.spec).toMatchObject({
      accessModes: ['ReadOnlyMany'],
      claimRef: { namespace: 'vision', name: 'ml-resnet-input-train-set' },
      csi: { driver: 's3.csi.aws.com', volumeAttributes: { authenticationSource: 'driver' } },
    });
    expect(input.spec.mountOptions).toEqual(['allow-other', 'region us-east-1', 'endpoint-url https://s3.acme.internal', 'force-path-style', 'prefix imagenet/train/', 'read-only']);
    expect(checkpoints.spec.mountOptions).toEqual(expect.arrayContaining(['prefix resnet/checkpoints/', 'allow-overwrite']));
    expect(applied.of('PersistentVolumeClaim').map(({ spec }) => spec.volumeName)).toEqual(applied.of('PersistentVolume').map(({ metadata }) => metadata.name));
  });

  test('has its folders when the command starts, which is handed on as it is', () => {
    const { add, files, stream, synth } = jobs();
    add('Resnet', { checkpoints: files('c'), output: stream('o'), command: ['sh', '-c', 'test -d "$ML_CHECKPOINT_DIR" && echo "$@"', 'sh', 'two words'] });
    const [program, ...args] = synth().run.spec.trainer.command as string[];
    const folder = join(mkdtempSync(join(tmpdir(), 'run-')), 'ml-resnet-x');
    expect(execFileSync(program!, args, { env: { ...process.env, ML_CHECKPOINT_DIR: folder, ML_OUTPUT_DIR: 's3://o' }, encoding: 'utf8' })).toBe('two words\n');
  });

  test('and the command are not read by the kubelet, which knows signs of its own', () => {
    const { add, synth } = jobs();
    add('Resnet', { command: ['sh', '-c', 'echo $$ $(date) $HOME $(ML_RUN_ID)'], environment: { PRICE: '5$(USD)' } });
    const applied = synth();
    expect(applied.run.spec.trainer.command[2]).toBe('echo $$$ $$(date) $HOME $$(ML_RUN_ID)');
    expect(variables(node(applied).spec.containers[0]).PRICE).toBe('5$$(USD)');
  });

  test('by its address comes with the Secret of the store: the one for reading where nothing is written', () => {
    const { add, stream, synth } = jobs();
    add('Read', { inputs: { train: stream('imagenet') } });
    add('Write', { inputs: { train: stream('imagenet') }, checkpoints: stream('resnet') });
    const [read, write] = synth().of('TrainingRuntime').map((runtime) => variables(runtime.spec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0]));
    expect(read).toMatchObject({ ML_INPUT_TRAIN: 's3://ml-artifacts/imagenet', AWS_ENDPOINT_URL: 'https://s3.acme.internal', AWS_ACCESS_KEY_ID: { secretKeyRef: { name: 's3-reader' } } });
    expect(write).toMatchObject({ ML_CHECKPOINT_DIR: 's3://ml-artifacts/resnet/$(ML_RUN_ID)', AWS_SECRET_ACCESS_KEY: { secretKeyRef: { name: 's3-writer' } } });
  });

  test('secrets are named and never copied, tracking and lineage are told', () => {
    const { add, synth } = jobs();
    add('Tune', {
      secrets: { HF_TOKEN: JobSecret.fromKubernetes('hugging-face', 'token') },
      tracking: ExperimentTracking.mlflow('https://mlflow.acme.internal'),
      lineage: Lineage.openLineage('https://marquez.acme.internal', 'acme'),
      framework: TrainingFramework.deepSpeed(2),
    });
    expect(variables(node(synth()).spec.containers[0])).toMatchObject({
      HF_TOKEN: { secretKeyRef: { name: 'hugging-face', key: 'token' } },
      MLFLOW_TRACKING_URI: 'https://mlflow.acme.internal',
      MLFLOW_EXPERIMENT_NAME: 'ml-tune',
      OPENLINEAGE_JOB_NAME: 'ml-tune',
      ACCELERATE_DEEPSPEED_ZERO_STAGE: '2',
    });
  });
});

describe('a run', () => {
  test('is made by hand only, unless something else is said', () => {
    const { add, synth } = jobs();
    expect(add('Resnet').startCommand).toBe('kubectl create job --namespace vision --from cronjob/ml-resnet ml-resnet-$(date +%s)');
    const [cronJob] = synth().of('CronJob');
    expect(cronJob).toMatchObject({ metadata: { name: 'ml-resnet', namespace: 'vision' }, spec: { suspend: true } });
  });

  test('is made at the times of each schedule, in UTC', () => {
    const { add, synth } = jobs();
    add('Resnet', { triggers: [JobTrigger.schedule(Schedule.daily(3)), JobTrigger.schedule(Schedule.every(Duration.hours(6)))] });
    const made = synth().of('CronJob').map(({ metadata, spec }) => [metadata.name, spec.schedule, spec.timeZone, spec.suspend]);
    expect(made).toEqual([['ml-resnet', '0 3 * * *', 'Etc/UTC', false], ['ml-resnet-at-2', '0 */6 * * *', 'Etc/UTC', false]]);
  });

  test('is made by an account that may make such runs, and nothing else', () => {
    const { add, synth } = jobs();
    add('Resnet');
    const applied = synth();
    const [role] = applied.of('Role').filter(({ metadata }) => metadata.name === 'ml-resnet-start');
    expect(role.rules).toEqual([{ apiGroups: ['trainer.kubeflow.org'], resources: ['trainjobs'], verbs: ['create'] }]);
    const { spec } = applied.of('CronJob')[0].spec.jobTemplate.spec.template;
    expect(spec).toMatchObject({ serviceAccountName: 'ml-resnet-start', securityContext: { runAsNonRoot: true }, containers: [{ securityContext: { readOnlyRootFilesystem: true } }] });
    expect(spec.containers[0].image).toMatch(/^registry\.k8s\.io\/kubectl:v1\.\d+\.\d+$/);
  });

  test('is made by whoever posts with the token', () => {
    const { add, synth } = jobs();
    add('Resnet', { triggers: [JobTrigger.webhook(JobSecret.fromKubernetes('starters', 'token'))] });
    const { of, run } = synth();
    expect(of('EventSource')[0].spec.webhook.start).toMatchObject({ method: 'POST', authSecret: { name: 'starters', key: 'token' } });
    const [sensor] = of('Sensor');
    expect(sensor.spec.template).toEqual({ serviceAccountName: 'ml-resnet-start' });
    expect(sensor.spec.triggers[0].template.k8s.source.resource).toEqual(run);
  });

  test('has the priority that is asked for', () => {
    const { add, cluster, synth } = jobs();
    add('Resnet', { backend: TrainingBackend.cluster(cluster, { namespace: 'vision', priority: 'urgent' }) });
    expect(synth().run.metadata.labels).toMatchObject({ ...QUEUED, 'kueue.x-k8s.io/priority-class': 'urgent' });
  });

  test('that failed calls', () => {
    const { add, synth } = jobs();
    add('Resnet');
    const rules = synth().of('PrometheusRule').flatMap(({ spec }) => spec.groups).flatMap(({ rules: found }) => found);
    const [rule] = rules.filter(({ expr }) => (expr as string).includes('kube_job_failed'));
    expect(rule.expr).toContain('namespace="vision",job_name=~"ml-resnet-.*"');
    expect(rule.labels.severity).toBe('critical');
  });

  test('that failed calls with Ray, too, whose operator tells by itself', () => {
    const { add, synth } = jobs();
    add('Tune', { runtime: Runtime.ray('2.55'), command: ['python', 'tune.py'] });
    const rules = synth().of('PrometheusRule').flatMap(({ spec }) => spec.groups).flatMap(({ rules: found }) => found);
    expect(rules.map(({ expr }) => expr as string)).toContainEqual(
      expect.stringContaining('kuberay_job_deployment_status{namespace="vision",name=~"ml-tune-.*",deployment_status="Failed"} offset 15m'),
    );
  });

  test('is kept close together where the queue knows where nodes lie', () => {
    const topology = ['topology.kubernetes.io/zone', 'acme.io/rack', 'kubernetes.io/hostname'];
    const { add, synth } = jobs({ teams: [{ team: 'vision', gpus: { gpus: 16 } }], topology });
    add('Resnet', { nodes: Scaling.fixed(2) });
    expect(node(synth()).metadata.annotations).toMatchObject({ 'kueue.x-k8s.io/podset-preferred-topology': 'acme.io/rack' });
  });

  test('may be started by whoever is let into the namespace', () => {
    const { add, platform } = jobs();
    add('Resnet').grantStart(Identity.group('acme:researchers'));
    const bindings = platform.node.root.node.findAll().filter((child): child is RoleBindingV1 => child instanceof RoleBindingV1);
    expect(bindings.map(({ metadata, roleRef, subjectInput }) => [metadata.namespaceInput, roleRef.nameInput, subjectInput])).toEqual([
      ['vision', 'edit', [expect.objectContaining({ kind: 'Group', name: 'acme:researchers' })]],
    ]);
  });
});

describe('what the cluster lacks', () => {
  const cases: Array<[string, string, Parameters<ReturnType<typeof jobs>['add']>[1]]> = [
    ['an accelerator of no group', 'job/accelerator', { accelerator: Accelerator.l4() }],
    ['more nodes than a group has', 'job/quota', { nodes: Scaling.fixed(5) }],
    ['more GPUs than the queue may use', 'job/quota', { nodes: Scaling.fixed(3) }],
    ['a world that the nodes cannot make up', 'job/world-size', { worldSize: 12 }],
    ['a schedule that begins anew each hour', 'job/schedule', { triggers: [JobTrigger.schedule(Schedule.every(Duration.minutes(7)))] }],
    ['an elastic number with a framework that has none', 'job/elastic', { runtime: Runtime.jax('0.7'), nodes: Scaling.elastic(1, 2) }],
    ['an elastic Ray cluster in a queue', 'job/elastic', { runtime: Runtime.ray('2.55'), nodes: Scaling.elastic(1, 2) }],
    ['the service of a cloud', 'job/managed-service', { backend: TrainingBackend.managed() }],
    ['AWS Batch', 'job/batch-service', { backend: TrainingBackend.batch() }],
    ['a secret of a cloud', 'job/cloud-secrets', { secrets: { TOKEN: JobSecret.fromCloud('arn:aws:secretsmanager:eu-central-1:123456789012:secret:x') } }],
    ['data of another cloud', 'job/data-cloud', { inputs: { train: DataMount.external('gs://acme/imagenet') }, acknowledge: ['job/data-grant'] }],
    ['data that nobody grants', 'job/data-grant', { inputs: { train: DataMount.external('s3://acme/imagenet') } }],
  ];
  test.each(cases)('is refused: %s', (_, code, props) => {
    const { add, platform } = jobs();
    expect(codesOf(() => add('Resnet', props))).toEqual([code]);
    expect(platform.node.tryFindChild('Resnet')).toBeUndefined();
  });

  test('is refused where a job of the name is in the cluster, in whichever namespace', () => {
    const { add, cluster, platform } = jobs({ teams: [{ team: 'vision', gpus: { gpus: 16 } }, { team: 'language', gpus: { gpus: 16 } }] });
    add('Resnet');
    const elsewhere = new Construct(platform, 'Elsewhere');
    const backend = TrainingBackend.cluster(cluster, { namespace: 'language' });
    const again = () => new TrainingJob(elsewhere, 'Resnet', {
      platform, backend, runtime: Runtime.pytorch('2.8'), command: ['torchrun', 'train.py'], accelerator: Accelerator.h100(8),
    });
    expect(codesOf(again)).toEqual(['job/name-twice']);
    expect(elsewhere.node.children).toEqual([]);
  });

  test('is refused with the queues that there are', () => {
    const { add, cluster } = jobs();
    expect(() => add('Resnet', { backend: TrainingBackend.cluster(cluster, { namespace: 'visoin' }) })).toThrow(/\[job\/queue\].*there are vision\/default \(nearest: 'vision\/default'\)/);
    expect(codesOf(() => add('Resnet', { backend: TrainingBackend.cluster(cluster, { namespace: 'vision', priority: 'low' }) }))).toEqual(['job/priority']);
  });
});

function node({ of }: ReturnType<ReturnType<typeof jobs>['synth']>): Record<string, any> {
  return of('TrainingRuntime')[0].spec.template.spec.replicatedJobs[0].template.spec.template as Record<string, any>;
}
