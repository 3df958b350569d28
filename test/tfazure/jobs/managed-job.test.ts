import { Capacity, DataMount, Duration, JobSecret, Machine, Runtime, Severity, TrainingBackend } from '../../../src/core';
import { Bench, SHARED } from '../support/stacks';
import { large, startedBy, withJob } from './job-stacks';

const compute = (props: Parameters<typeof withJob>[0] = {}) => withJob(props).stack.resource('azapi_resource', 'Managed/Compute');

test('machines are there for runs only, without an address of the internet and without a way in', () => {
  const { body, identity, parent_id: workspace } = compute(large);
  expect(workspace).toContain('azurerm_machine_learning_workspace');
  expect(body.properties).toMatchObject({
    disableLocalAuth: true,
    properties: {
      vmSize: 'Standard_ND96isr_H100_v5',
      vmPriority: 'Dedicated',
      enableNodePublicIp: false,
      remoteLoginPortPublicAccess: 'Disabled',
      scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: 'PT120S' },
    },
  });
  expect(identity).toEqual([{ type: 'UserAssigned', identity_ids: [expect.stringContaining('Train_Managed_Identity')] }]);
});

test('a warm pool and spot machines are what was asked for', () => {
  const { properties } = compute({
    backend: TrainingBackend.managed({ keepWarm: Duration.hours(1) }), capacity: Capacity.spot(), acknowledge: ['job/spot-checkpoint'],
  }).body.properties;
  expect(properties.vmPriority).toBe('LowPriority');
  expect(properties.scaleSettings.nodeIdleTimeBeforeScaleDown).toBe('PT3600S');
});

test('the name of the machines fits, differs from that of another job, and does not end in a number alone', () => {
  const bench = new Bench();
  const platform = bench.platform();
  const names = ['AVeryLongNameOfAJobThatTrains', 'AVeryLongNameOfAJobThatTests'].map((id) => {
    const job = platform.addTrainingJob(id, { runtime: Runtime.sklearn('1.5'), command: ['python', 'train.py'], machine: Machine.general(4) });
    return job.jobName;
  });
  expect(names[0]).not.toBe(names[1]);
  const made = Object.values(bench.synth().stack('ml').resources('azapi_resource')).filter(({ type }) => (type as string).includes('/computes@'));
  expect(new Set(made.map(({ name }) => name as string)).size).toBe(2);
  made.forEach(({ name }) => expect(name).toMatch(/^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{2,23}$/));
});

test('a run is the identity of its job, which may do what the job is made of and nothing else', () => {
  const { stack } = withJob((platform) => ({ ...large(platform), secrets: { KEY: JobSecret.fromCloud(`https://ml-${platform.nameSuffix}.vault.azure.net/secrets/hub`) } }));
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => (principal_id as string).includes('Train_Managed_Identity'));
  const told = grants.map(({ role_definition_name: role, scope, condition }) => [
    role ?? 'logs', (scope as string).split('/').slice(-2).join('/').replace(/\$\{.*?\}/g, '…'), /StringStartsWith '([^']*)'/.exec(condition as string ?? '')?.[1],
  ]);
  expect(told.sort()).toEqual([
    ['AcrPull', '…', undefined],
    ['Key Vault Secrets User', 'secrets/hub', undefined],
    ['Storage Blob Data Contributor', '…', 'resnet/checkpoints/'],
    ['Storage Blob Data Reader', '…', 'imagenet/labels/'],
    ['Storage Blob Data Reader', '…', 'imagenet/train/'],
    ['logs', expect.stringMatching(/^storageAccounts\/mlws/), undefined],
  ]);
  const logs = grants.find(({ role_definition_id }) => role_definition_id !== undefined)!;
  expect(logs.condition).toContain("containers:name] StringEquals 'azureml'");
  expect(JSON.stringify(stack.resource('azurerm_role_definition', 'LogRole').permissions)).not.toMatch(/delete|\*/);
});

test('data is mounted by a datastore without a key, and a secret is told by its address', () => {
  const { stack } = withJob((platform) => ({
    ...large(platform), secrets: { KEY: JobSecret.fromCloud(`https://ml-${platform.nameSuffix}.vault.azure.net/secrets/hub`) },
  }));
  const { body, name } = stack.resource('azapi_resource', 'Data/Datastore-1');
  expect(body.properties.credentials).toEqual({ credentialsType: 'None' });
  const { inputs, outputs, environmentVariables, identity } = startedBy(stack);
  expect(inputs).toEqual({ train: { jobInputType: 'uri_folder', mode: 'ReadOnlyMount', uri: `azureml://datastores/${name}/paths/imagenet/train/` } });
  expect(outputs).toEqual({ checkpoints: { jobOutputType: 'uri_folder', mode: 'ReadWriteMount', uri: `azureml://datastores/${name}/paths/resnet/checkpoints/` } });
  expect(environmentVariables).toMatchObject({
    ML_JOB_NAME: 'ml-train',
    ML_INPUT_LABELS: expect.stringMatching(/^https:\/\/mlst\w+\.blob\.core\.windows\.net\/artifacts\/imagenet\/labels$/),
    KEY_SECRET_ID: expect.stringMatching(/^https:\/\/ml-\w+\.vault\.azure\.net\/secrets\/hub$/),
    AZURE_CLIENT_ID: identity.clientId,
  });
});

test('two containers are two datastores, and one container is one', () => {
  const { stack } = withJob((platform) => {
    const other = platform.addArtifactStore('Other');
    return { inputs: { a: DataMount.files(platform.artifacts.path('a')), b: DataMount.files(platform.artifacts.path('b')) }, output: DataMount.files(other.path('c')) };
  });
  const stores = Object.values(stack.resources('azapi_resource')).filter(({ type }) => (type as string).includes('/datastores@'));
  expect(stores.map(({ body }) => body.properties.containerName)).toEqual(['artifacts', 'other']);
});

test('a new image is a new version, which is there before the old one goes; an environment of a registry is taken as it is', () => {
  const environment = (uri: string) => withJob({ runtime: Runtime.image(uri) }).stack.resource('azapi_resource', 'Managed/Environment');
  expect(environment('acme.azurecr.io/train:1').name).not.toBe(environment('acme.azurecr.io/train:2').name);
  expect(environment('acme.azurecr.io/train:1').lifecycle).toEqual({ create_before_destroy: true });
  const shared = 'azureml://registries/azureml/environments/sklearn-1.5/versions/49';
  const { stack, job } = withJob({ runtime: Runtime.image(shared) });
  expect(startedBy(stack).environmentId).toBe(shared);
  expect(job.environmentResource).toBeUndefined();
});

test('a run has a time, nodes, shared memory and tags', () => {
  const job = startedBy(withJob((platform) => ({ ...large(platform), maxRunTime: Duration.hours(2) })).stack);
  expect(job.limits).toEqual({ jobLimitsType: 'Command', timeout: 'PT7200S' });
  expect(job.resources).toEqual({ instanceCount: 2, shmSize: '950g' });
  expect(job.tags).toMatchObject({ platform: 'ml' });
});

test.each([[Capacity.onDemand(), [['Azure ML standardNDv5H100Family', 192], ['Azure ML Total Cluster Dedicated Regional vCPUs', 192]]], [Capacity.spot(), [['Azure ML Total Cluster LowPriority Regional vCPUs', 192]]]])(
  'what a run needs of the quotas of Azure ML', (capacity, needs) => {
    const { job } = withJob((platform) => ({ ...large(platform), capacity }));
    expect(job.quotas.map(({ quota, needed }) => [quota, needed])).toEqual(needs);
  },
);

test('somebody is told of failed runs of this job, and of no other', () => {
  const { stack, job } = withJob();
  const alert = stack.resource('azurerm_monitor_metric_alert', 'Train/RunFailed/Resource');
  expect(alert.criteria).toEqual([expect.objectContaining({
    metric_name: 'Failed Runs', threshold: 0, operator: 'GreaterThan', dimension: [{ name: 'ExperimentName', operator: 'Include', values: ['ml-train'] }],
  })]);
  expect(startedBy(stack).experimentName).toBe('ml-train');
  expect(job.failureAlarm.severity).toBe(Severity.CRITICAL);
});

test('a graph of failed runs is of this job, too', () => {
  const { stack } = withJob({}, (job, platform) => platform.dashboard.addGraph('Failed trainings', job.metrics.runsFailed()));
  const { items } = JSON.parse(stack.resource('azurerm_application_insights_workbook').data_json as string) as { items: Array<{ content: { title?: string; filters?: unknown } }> };
  expect(items.find(({ content }) => content.title === 'Failed trainings')!.content.filters).toEqual([{ id: '1', key: 'ExperimentName', operator: 0, values: ['ml-train'] }]);
});

test('a vault of somebody else is named by its id', () => {
  const vault = `${SHARED}/providers/Microsoft.KeyVault/vaults/hub`;
  const { stack } = withJob({ secrets: { KEY: JobSecret.fromCloud('https://hub.vault.azure.net/secrets/token') }, secretVaultIds: [vault] });
  expect(stack.resource('azurerm_role_assignment', 'Secret-1').scope).toBe(`${vault}/secrets/token`);
});
