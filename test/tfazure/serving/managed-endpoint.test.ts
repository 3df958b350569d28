import { DataCapture, Duration, Model, Profile, Rollout, Runtime, Scaling, Severity, Shadow, Statistic, Variant } from '../../../src/core';
import { Identity } from '../../../src/tfazure';
import { codesOf } from '../../support/refusals';
import { Attributes } from '../../support/terraform';
import { Bench, SOMEBODY } from '../support/stacks';
import { releaseOf, withEndpoint } from './endpoint-stacks';

const endpointOf = (stack: ReturnType<typeof withEndpoint>['stack']): Attributes => stack.resource('azapi_resource', 'Managed/Endpoint/Resource');

test('an endpoint is reached through the workspace, by who was let in, and belongs to its rollouts', () => {
  const { stack, endpoint, platform } = withEndpoint();
  const { body, lifecycle, name } = endpointOf(stack);
  expect(body.properties).toEqual({ authMode: 'AADToken', publicNetworkAccess: 'Disabled' });
  // Who writes an endpoint writes its traffic, too.
  expect(lifecycle.ignore_changes).toEqual(['body', 'tags', 'identity']);
  expect(name).toBe(`ml-fraud-${platform.nameSuffix}`);
  expect(endpoint.endpointName).toBe(name);
  expect(Object.keys(stack.outputs)).toEqual(expect.arrayContaining(['fraud_invoke_url', 'fraud_endpoint_name']));
  expect(stack.outputs.fraud_release_command).toMatch(/^az rest --method post --url 'https:\/\/management\.azure\.com\$\{azapi_resource\.\w+\.id\}\/triggers\/manual\/run\?/);
  expect(endpoint.alarms).toContain(endpoint.releaseAlarm);
});

test('no deployment is a resource of Terraform', () => {
  const { stack } = withEndpoint();
  const types = Object.values(stack.resources('azapi_resource')).map(({ type }) => type as string);
  expect(types.filter((type) => /deployments@|models\/versions@|environments\/versions@/.test(type))).toEqual([]);
});

test('a release is the whole content: model, image, machine, settings, scaling, steps', () => {
  const { stack } = withEndpoint({ scaling: Scaling.elastic(2, 8), rollout: Rollout.canary(10, { bakeTime: Duration.minutes(30) }), environment: { MODE: 'fast' } });
  const release = releaseOf(stack);
  expect(release).toMatchObject({ steps: [10, 100], keepSeconds: 0, watchSeconds: 30 * 60 + 600 });
  const [main] = release.models as Attributes[];
  expect(main).toMatchObject({ variant: 'main', percent: 100, first: 2, least: 2, most: 8 });
  const [environment, datastore, model] = main!.assets as Attributes[];
  expect(datastore!.body.properties).toMatchObject({ datastoreType: 'AzureBlob', containerName: 'artifacts', credentials: { credentialsType: 'None' } });
  expect(environment!.body.properties).toMatchObject({ image: expect.stringContaining('mcr.microsoft.com/azureml/curated/'), inferenceConfig: { scoringRoute: { path: '/score', port: 5001 } } });
  expect(model!.body.properties.modelUri).toMatch(/^azureml:\/\/datastores\/\w+\/paths\/fraud\/1\/$/);
  expect(main!.properties).toMatchObject({
    endpointComputeType: 'Managed',
    instanceType: 'Standard_D4as_v4',
    requestSettings: { maxConcurrentRequestsPerInstance: 4 },
    environmentVariables: { MODE: 'fast', AZUREML_ENTRY_SCRIPT: expect.stringMatching(/^\/var\/azureml-app\/azureml-models\/.*\/1\/score\.py$/) },
  });
});

test('an image of the user is asked as the user says, and is started as it is', () => {
  const { stack } = withEndpoint(({ registry }) => ({ model: Model.fromImage(registry.imageUri('serving', '2'), { port: 9000, healthPath: '/healthz', predictPath: '/v1/predict' }) }));
  const [{ assets, properties }] = releaseOf(stack).models as Attributes[] as [Attributes];
  expect(assets).toHaveLength(1);
  expect(assets[0].body.properties.inferenceConfig).toEqual({
    livenessRoute: { path: '/healthz', port: 9000 }, readinessRoute: { path: '/healthz', port: 9000 }, scoringRoute: { path: '/v1/predict', port: 9000 },
  });
  expect(properties.model).toBeUndefined();
  expect(properties.environmentVariables).toEqual({});
});

test('another model is another content, and another number of replicas is not', () => {
  const contentOf = (version: number, scaling: Scaling) => {
    const { stack } = withEndpoint(({ artifacts }) => ({ scaling, model: Model.fromArtifact(artifacts.path(`fraud/${version}`), Runtime.xgboost('1.7')) }));
    return { content: (releaseOf(stack).models as Attributes[])[0]!.content as string, release: (stack.resource('terraform_data').triggers_replace as Attributes).content as string };
  };
  const one = contentOf(1, Scaling.fixed(2));
  const scaled = contentOf(1, Scaling.fixed(4));
  const two = contentOf(2, Scaling.fixed(2));
  expect(scaled.content).toBe(one.content);
  expect(scaled.release).not.toBe(one.release);
  expect(two.content).not.toBe(one.content);
});

test('a new tag of the platform makes no new deployment', () => {
  const contentOf = (tags: Record<string, string>) => {
    const bench = new Bench();
    const platform = bench.platform({ tags });
    platform.addModelEndpoint('Fraud', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('1.7')) });
    return (releaseOf(bench.synth().stack('ml')).models as Attributes[])[0]!.content as string;
  };
  expect(contentOf({ team: 'ml' })).toBe(contentOf({ team: 'fraud' }));
});

test('weights are whole percentages, and a shadow gets copies', () => {
  const { stack } = withEndpoint(({ artifacts }) => ({
    variants: [1, 2, 3].map((version) => Variant.of(`v${version}`, { model: Model.fromArtifact(artifacts.path(`fraud/${version}`), Runtime.xgboost('1.7')) })),
    shadow: Shadow.of(Model.fromArtifact(artifacts.path('fraud/4'), Runtime.xgboost('1.7')), { percent: 20, replicas: 3 }),
  }));
  const models = releaseOf(stack).models as Attributes[];
  expect(models.map(({ variant, percent, shadow }) => [variant, percent, shadow])).toEqual([['v1', 34, false], ['v2', 33, false], ['v3', 33, false], ['shadow', 20, true]]);
  expect(models[3]).toMatchObject({ first: 3, least: 3, most: 3 });
});

test('the deployments are an identity that reads versions of its models and nothing else, and pulls images', () => {
  const { stack } = withEndpoint(({ artifacts }) => ({
    shadow: Shadow.of(Model.fromArtifact(artifacts.path('fraud/2'), Runtime.xgboost('1.7'))), dataCapture: DataCapture.sampled(10, { path: artifacts.path('seen/fraud') }),
  }));
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => (principal_id as string).includes('Managed_Identity'));
  const told = grants.map(({ role_definition_name: role, condition }) => [role ?? 'own', /StringStartsWith '([^']*)'/.exec(condition as string ?? '')?.[1]]);
  expect(told.sort()).toEqual([
    ['AcrPull', undefined],
    ['Storage Blob Data Contributor', 'seen/fraud/'],
    // Of all versions, so that what served before can start replicas while a release is on its way.
    ['Storage Blob Data Reader', 'fraud/'],
    ['own', undefined],
  ]);
});

test('requests and answers are kept as data assets, by the endpoint\'s own identity', () => {
  const { stack, endpoint } = withEndpoint({ dataCapture: DataCapture.sampled(25, { responses: false }) });
  const { collections } = (releaseOf(stack).models as Attributes[])[0]!.properties.dataCollector as Attributes;
  expect(Object.keys(collections as object)).toEqual(['request']);
  expect(collections.request).toMatchObject({ dataCollectionMode: 'Enabled', samplingRate: 0.25, clientId: expect.stringContaining('client_id') });
  const asset = stack.resource('azapi_resource', 'Capture/request');
  expect(asset.body.properties.dataUri).toMatch(/\/paths\/capture\/ml-fraud\/request\/$/);
  expect(endpoint.captureLocation).toMatch(/^https:\/\/mlst\w+\.blob\.core\.windows\.net\/artifacts\/capture\/ml-fraud$/);
});

test('who is let in may call this endpoint, and nothing else', () => {
  const { stack } = withEndpoint({}, (endpoint) => {
    endpoint.grantInvoke(Identity.group(SOMEBODY));
    endpoint.grantInvoke(Identity.group(SOMEBODY));
  });
  const role = stack.resource('azurerm_role_definition', 'InvokeRole');
  expect(role.permissions).toEqual([{ actions: ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action'] }]);
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => principal_id === SOMEBODY);
  expect(grants.map(({ scope }) => scope as string)).toEqual([expect.stringMatching(/azapi_resource\.\w*Fraud\w*Endpoint/)]);
});

test('somebody is told of errors, of latency where there is an objective, of busy replicas, and of a release that went back', () => {
  const { stack, endpoint } = withEndpoint({ objectives: { latencyP99: Duration.millis(200), errorPercent: 2 } });
  expect(endpoint.alarms.map(({ severity }) => severity)).toEqual([Severity.CRITICAL, Severity.WARNING, Severity.WARNING, Severity.CRITICAL]);
  const failing = stack.resource('azurerm_monitor_scheduled_query_rules_alert_v2', 'Managed/Failing/Resource');
  expect(failing.criteria).toEqual([expect.objectContaining({ threshold: 2, operator: 'GreaterThan', query: expect.stringContaining("AmlOnlineEndpointTrafficLog\n| where EndpointName =~ 'ml-fraud-") })]);
  expect(stack.resource('azurerm_monitor_metric_alert', 'Managed/Slow/Resource').criteria).toEqual([expect.objectContaining({ metric_name: 'RequestLatency_P99', threshold: 200 })]);
  // Only what is known before a release ends may guard it.
  expect(JSON.stringify(stack.resource('azurerm_monitor_metric_alert', 'Managed/Busy/Resource').scopes)).toContain('Release_End');
  const guards = releaseOf(stack).alarms as string[];
  expect(guards.map((id) => /Managed_(\w+?)_[0-9A-F]{8}\.id/.exec(id)![1])).toEqual(['Failing', 'Slow']);
});

test('alarms of the user guard a rollout, and without own alarms nobody waits for their logs', () => {
  const { stack } = withEndpoint((platform) => ({
    rollout: Rollout.allAtOnce({
      ownAlarms: false,
      bakeTime: Duration.minutes(5),
      alarms: [platform.addAlarm('Full', { metric: platform.artifacts.metrics.storedBytes(), threshold: 1e12, description: 'The store is full.' })],
    }),
  }));
  expect(releaseOf(stack)).toMatchObject({ watchSeconds: 300, steps: [100], alarms: [expect.stringContaining('Full')] });
});

test('quotas hold old and new beside each other, and what Azure ML keeps for itself', () => {
  const { endpoint } = withEndpoint({ scaling: Scaling.elastic(2, 10) });
  expect(endpoint.quotas.map(({ quota, needed }) => [quota, needed])).toEqual([
    ['Azure ML standardDASv4Family', 2 * 12 * 4], ['Azure ML Total Cluster Dedicated Regional vCPUs', 2 * 12 * 4],
  ]);
});

test('a trial has one replica, and all traffic at once', () => {
  const { stack } = withEndpoint({}, undefined, Profile.development());
  expect(releaseOf(stack)).toMatchObject({ steps: [100], models: [expect.objectContaining({ first: 1, least: 1, most: 1 })] });
});

test('a statistic of latency that Azure ML does not measure is refused, and no other number shown', () => {
  const { endpoint } = withEndpoint();
  [Statistic.SUM, Statistic.MAXIMUM, Statistic.MINIMUM].forEach((statistic) => expect(codesOf(() => endpoint.metrics.latency(statistic))).toEqual(['alarms/statistic']));
  expect([Statistic.P50, Statistic.AVERAGE].map((statistic) => endpoint.metrics.latency(statistic).label)).toEqual([expect.stringContaining('p50'), expect.stringContaining('average')]);
});
