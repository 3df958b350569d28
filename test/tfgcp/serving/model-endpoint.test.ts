import { Accelerator, DataCapture, Duration, EndpointAccess, EndpointScaling, Model, Profile, Rollout, Runtime, Scaling, Schedule, Severity, Variant } from '../../../src/core';
import { Identity, MlPlatform, ModelEndpoint } from '../../../src/tfgcp';
import { Attributes, synthApp, SynthesizedStack } from '../../support/terraform';
import { ATTRIBUTES, stackIn, stage } from '../platforms';
import { endpointStage, fraud, toldIn, Wish } from './endpoints';

type Json = any;

const synth = (wish?: Wish): SynthesizedStack => endpointStage(wish).synth();

function permissionsOf(stack: SynthesizedStack, title: string): string[] {
  return (Object.values(stack.resources('google_project_iam_custom_role')) as Attributes[]).find((role) => role.title === title)!.permissions as string[];
}

describe('what Terraform makes', () => {
  test('an endpoint in the network, encrypted with the key of the platform, whose traffic is none of its business', () => {
    const stack = synth();
    expect(stack.resource('google_vertex_ai_endpoint')).toMatchObject({
      name: 'acme-ml-fraud',
      encryption_spec: { kms_key_name: expect.stringContaining('google_kms_crypto_key_iam_member') as string },
      private_service_connect_config: { enable_private_service_connect: true, enable_secure_private_service_connect: true, project_allowlist: ['acme-ml'] },
      lifecycle: { ignore_changes: ['traffic_split'] },
      labels: { platform: 'acme-ml' },
    });
    const { provider } = stack.resource('google_vertex_ai_endpoint');
    const preview = stack.providers('google').find(({ alias }) => provider === `google.${alias as string}`);
    expect(preview).toMatchObject({ project: 'acme-ml', vertex_ai_custom_endpoint: 'https://europe-west4-aiplatform.googleapis.com/v1beta1/' });
    expect(stack.resource('google_compute_forwarding_rule')).toMatchObject({
      load_balancing_scheme: '',
      network: expect.stringContaining('google_compute_network') as string,
      target: expect.stringMatching(/^\$\{restful_operation\..*\.output\.privateServiceConnectConfig\.serviceAttachment\}$/) as string,
    });
    expect(stack.resource('google_compute_address')).toMatchObject({ address_type: 'INTERNAL' });
    expect(JSON.stringify(stack.json)).not.toMatch(/deployModel"\s*,\s*"method|google_vertex_ai_endpoint_with/);
  });

  test('a public one has a host name of its own, and nothing in the network', () => {
    const { endpoint, synth: write } = endpointStage(() => ({ access: EndpointAccess.public() }));
    const stack = write();
    expect(stack.resource('google_vertex_ai_endpoint')).toMatchObject({ dedicated_endpoint_enabled: true });
    expect(stack.resources('google_compute_forwarding_rule')).toEqual({});
    expect(stack.json.output?.fraud_invoke_url?.value).toMatch(/^https:\/\/\$\{trimprefix\(google_vertex_ai_endpoint\..*dedicated_endpoint_dns, "https:\/\/"\)\}\/v1\/projects\/acme-ml\/locations\/europe-west4\/endpoints\/acme-ml-fraud:predict$/);
    expect(endpoint.forwardingRuleResource).toBeUndefined();
  });

  test('containers read the files of their models, and the workflow may do what a release needs and act as them, each by single rights', () => {
    const stack = synth((platform) => ({
      variants: [Variant.of('champion', { model: fraud(platform, 1).model! }), Variant.of('challenger', { model: fraud(platform, 2).model! })],
    }));
    const reads = (Object.values(stack.resources('google_storage_bucket_iam_member')) as Attributes[])
      .filter(({ member }) => (member as string).includes('Fraud')).map(({ role, condition }) => [role, (condition as Json).title as string]);
    expect(reads).toEqual([['roles/storage.objectViewer', 'only fraud/1/'], ['roles/storage.objectViewer', 'only fraud/2/']]);
    const permissions = permissionsOf(stack, 'acme-ml-fraud: release');
    expect(permissions).toEqual(expect.arrayContaining(['aiplatform.endpoints.deploy', 'aiplatform.endpoints.undeploy', 'monitoring.timeSeries.list']));
    expect(permissions.filter((permission) => /\*|setIamPolicy|endpoints\.delete|predict/.test(permission))).toEqual([]);
    expect(stack.resource('google_workflows_workflow')).toMatchObject({ name: 'acme-ml-fraud', crypto_key_name: expect.stringContaining('JobGround_Key') as string });
  });

  test('the release waits for all that it needs; the removal at a destroy stands apart, comes before the endpoint goes, and is started by nothing else', () => {
    const stack = synth();
    const [address, release] = Object.entries(stack.resources('restful_operation')).find(([, { method }]) => method === 'POST')!;
    const [farewell] = Object.entries(stack.resources('restful_operation')).find(([, { delete_method: method }]) => method === 'POST')!;
    expect(release.delete_method).toBeUndefined();
    expect(release.depends_on).toEqual(expect.arrayContaining([
      expect.stringMatching(/^google_vertex_ai_endpoint\./), expect.stringMatching(/^google_workflows_workflow\./), expect.stringMatching(/^google_service_account_iam_member\./),
      expect.stringMatching(/^google_storage_bucket_iam_member\./), `restful_operation.${farewell}`,
    ]));
    expect(stack.resources('restful_operation')[farewell]!.depends_on).not.toContain(`restful_operation.${address}`);
    expect(toldIn(stack).farewell).toEqual({ action: 'remove', endpoint: 'projects/acme-ml/locations/europe-west4/endpoints/acme-ml-fraud', ownModels: '/models/acme-ml-fraud-[0-9a-f]{12}$' });
    expect(release.poll).toMatchObject({ status_locator: 'body.state', status: { success: 'SUCCEEDED', pending: ['ACTIVE', 'QUEUED'] } });
  });

  test('no token is written', () => {
    const stack = synth();
    expect(stack.json.variable).toEqual({ vertex_token: expect.objectContaining({ ephemeral: true, sensitive: true }) as object });
    expect((stack.providers('restful') as Json[]).map(({ base_url: url }) => url as string).sort()).toEqual(['https://europe-west4-aiplatform.googleapis.com/v1', 'https://workflowexecutions.googleapis.com/v1']);
  });

  test('captured requests are rows in a data set with the key of the platform', () => {
    const { endpoint, synth: write } = endpointStage(() => ({ dataCapture: DataCapture.sampled(10) }));
    const stack = write();
    expect(stack.resource('google_bigquery_dataset')).toMatchObject({
      dataset_id: 'acme_ml_fraud_capture',
      default_encryption_configuration: { kms_key_name: expect.stringContaining('CaptureGround') as string },
      delete_contents_on_destroy: true,
    });
    expect(stack.resource('google_vertex_ai_endpoint').predict_request_response_logging_config).toMatchObject({ enabled: true, sampling_rate: 0.1 });
    expect(endpoint.captureLocation).toMatch(/^bq:\/\/acme-ml\./);
  });

  test('callers get the one right that a call needs, once', () => {
    const { endpoint, synth: write } = endpointStage();
    [1, 2].forEach(() => endpoint.grantInvoke(Identity.serviceAccount('shop@acme-shop.iam.gserviceaccount.com')));
    const stack = write();
    expect(permissionsOf(stack, 'acme-ml-fraud: invoke')).toEqual(['aiplatform.endpoints.predict']);
    expect((Object.values(stack.resources('google_project_iam_member')) as Attributes[]).filter(({ member }) => member === 'serviceAccount:shop@acme-shop.iam.gserviceaccount.com')).toHaveLength(1);
  });
});

describe('what a release says', () => {
  const release = (wish?: Wish) => toldIn(synth(wish)).release as Json;

  test('models with their images, files, machines, limits and parts of the traffic', () => {
    const { variants, steps } = release((platform) => ({
      variants: [Variant.of('champion', { model: fraud(platform, 1).model!, weight: 2 }), Variant.of('challenger', { model: fraud(platform, 2).model!, weight: 1 })],
      scaling: Scaling.elastic(2, 8),
      scaleOn: [EndpointScaling.requestsPerReplica(600), EndpointScaling.cpuUtilization(50)],
      rollout: Rollout.linear(40, { bakeTime: Duration.minutes(15) }),
      environment: { MODE: '$(x) ${HOME} %{y}' },
    }));
    expect(variants.map(({ name, percent }: Json) => [name, percent])).toEqual([['champion', 67], ['challenger', 33]]);
    expect(variants[0]).toMatchObject({
      upload: {
        artifactUri: expect.stringMatching(/^gs:\/\/acme-ml-artifacts-\w+\/fraud\/1$/) as string,
        containerSpec: { imageUri: 'europe-docker.pkg.dev/vertex-ai/prediction/xgboost-cpu.2-1:latest', env: [{ name: 'MODE', value: '$$(x) ${HOME} %{y}' }] },
      },
      deployed: { dedicatedResources: { machineSpec: { machineType: 'n2-standard-4' } } },
      limits: {
        minReplicaCount: 2,
        maxReplicaCount: 8,
        autoscalingMetricSpecs: [
          { metricName: 'aiplatform.googleapis.com/prediction/online/request_count', target: 600 },
          { metricName: 'aiplatform.googleapis.com/prediction/online/cpu/utilization', target: 50 },
        ],
      },
    });
    expect(variants[0].upload.containerSpec.ports).toBeUndefined();
    expect(steps).toEqual([{ percent: 40, seconds: 900 }, { percent: 80, seconds: 900 }, { percent: 100, seconds: 900 }]);
  });

  test('an image of the user is asked as it listens; GPUs are counted, and share memory', () => {
    const { variants: [{ upload, deployed }] } = release((platform) => ({
      model: Model.fromImage(platform.registry.imageUri('serving', '1'), { port: 9000, healthPath: '/healthz', predictPath: '/score', args: ['--fast'] }),
      accelerator: Accelerator.l4(4),
    }));
    expect(upload.containerSpec).toMatchObject({ ports: [{ containerPort: 9000 }], healthRoute: '/healthz', predictRoute: '/score', args: ['--fast'], sharedMemorySizeMb: '16384' });
    expect(deployed.dedicatedResources.machineSpec).toEqual({ machineType: 'g2-standard-48', acceleratorType: 'NVIDIA_L4', acceleratorCount: 4 });
  });

  test('its guards ask what the alarms ask, of new deployments only, and the alarms of the user are asked, too', () => {
    const { guards, alarms } = toldIn(endpointStage((platform) => ({
      objectives: { latencyP99: Duration.millis(50), errorPercent: 2 },
      rollout: Rollout.canary(10, { alarms: [platform.addAlarm('Refused', { metric: platform.artifacts.metrics.storedBytes(), threshold: 1, description: 'x' })] }),
    })).synth()).release as Json;
    expect(guards.map(({ query }: Json) => (query as string).match(/> [\d.]+$/)![0])).toEqual(['> 2', '> 50']);
    guards.forEach(({ query }: Json) => {
      const selectors = (query as string).match(/\{[^}]*\}/g)!;
      expect(selectors.every((selector) => selector.includes('deployed_model_id=~"@new@"') && selector.includes('endpoint_id="acme-ml-fraud"'))).toBe(true);
    });
    expect(alarms).toHaveLength(1);
  });

  test('an old fleet that is to stay is watched for longer', () => {
    const rollout = Rollout.blueGreen({ bakeTime: Duration.minutes(10), keepOld: Duration.hours(1) });
    expect(release(() => ({ rollout })).steps).toEqual([{ percent: 100, seconds: 4200 }]);
  });

  test('the same content is the same model, and another one has another name', () => {
    const names = (wish: Wish) => Object.values((synth(wish).json as Json).locals as Record<string, string>);
    expect(names(() => ({}))).toEqual(names(() => ({})));
    expect(names((platform) => fraud(platform, 2))).not.toEqual(names(() => ({})));
    expect(names(() => ({ scaling: Scaling.elastic(1, 9) }))).toEqual(names(() => ({})));
  });
});

test('a command runs once more what the last execution was told', () => {
  const command = synth().json.output?.fraud_release_command?.value as string;
  expect(command).toMatch(
    /^gcloud workflows execute acme-ml-fraud --project=acme-ml --location=europe-west4 --data="\$\(gcloud workflows executions describe \$\{restful_operation\.\w+Release\w*\.output\.name\} --format='value\(argument\)'\)"$/,
  );
});

describe('watching', () => {
  test('alarms by severity, one for releases, and a page', () => {
    const { endpoint, synth: write } = endpointStage(() => ({ objectives: { latencyP99: Duration.millis(50) } }), { profile: Profile.production() });
    const policies = Object.values(write().resources('google_monitoring_alert_policy')) as Attributes[];
    const ours = policies.filter(({ display_name: name }) => (name as string).startsWith('acme-ml-fraud')).map(({ display_name: name, severity }) => [name, severity]).sort();
    expect(ours).toEqual([['acme-ml-fraud-busy', 'WARNING'], ['acme-ml-fraud-failing', 'CRITICAL'], ['acme-ml-fraud-release-failed', 'CRITICAL'], ['acme-ml-fraud-slow', 'WARNING']]);
    expect(endpoint.alarms.map(({ severity }) => severity)).toContain(Severity.CRITICAL);
    expect(endpoint.alarms).toContain(endpoint.releaseAlarm);
  });

  test('times of the clock set limits by the workflow, one job of Cloud Scheduler each', () => {
    const nights = EndpointScaling.offHours({ begins: 20, ends: 6, weekends: false });
    const scaleOn = [nights, EndpointScaling.schedule(Schedule.daily(12), Scaling.elastic(4, 8))];
    const stack = synth(() => ({ scaleOn, scaling: Scaling.elastic(2, 8) }));
    const jobs = Object.values(stack.resources('google_cloud_scheduler_job')) as Attributes[];
    expect(jobs.map(({ schedule }) => schedule)).toEqual(['0 20 * * *', '0 6 * * *', '0 12 * * *']);
    expect((jobs[0]!.http_target as Json).body).toMatch(/^\$\{base64encode\(local\./);
    const said = Object.entries((stack.json as Json).locals as Record<string, string>).filter(([name]) => name.includes('Schedules')).map(([, text]) => JSON.parse((JSON.parse(text) as Json).argument as string) as Json);
    expect(said.map(({ limits }) => (limits as Json).main as Json)).toEqual([
      { minReplicaCount: 1, maxReplicaCount: 8 }, { minReplicaCount: 2, maxReplicaCount: 8 }, { minReplicaCount: 4, maxReplicaCount: 8 },
    ]);
    expect(permissionsOf(stack, 'acme-ml-fraud: schedules')).toEqual(['workflows.executions.create']);
  });

  test('it says what it needs of quotas, with the old and the new model side by side', () => {
    const { endpoint } = endpointStage(() => ({ accelerator: Accelerator.l4(1), model: Model.fromImage('europe-docker.pkg.dev/acme/serving:1'), scaling: Scaling.elastic(1, 3) }));
    expect(endpoint.quotas).toMatchObject([{ quota: 'aiplatform.googleapis.com/custom_model_serving_nvidia_l4_gpus', needed: 6, unit: 'GPU', region: 'europe-west4' }, { unit: 'vCPU' }]);
  });

  test.each([
    ['serving/short-bake', Rollout.canary(10, { bakeTime: Duration.minutes(1) })],
    ['serving/long-rollout', Rollout.linear(10, { bakeTime: Duration.minutes(30) })],
  ])('%s is a warning', (code, rollout) => {
    const { endpoint } = endpointStage(() => ({ rollout }));
    expect(endpoint.node.metadata.map(({ data }) => String(data)).filter((text) => text.startsWith(`[${code}]`))).toHaveLength(1);
  });
});

test('an endpoint stands in another stack, and on a platform of another program', () => {
  const { app, platform } = stage({ profile: Profile.development() });
  new ModelEndpoint(stackIn(app, 'team'), 'Fraud', { platform, ...fraud(platform) });
  const far = MlPlatform.fromAttributes(stackIn(app, 'far'), 'Ml', ATTRIBUTES);
  far.addModelEndpoint('Fraud', { model: Model.fromArtifact(far.artifacts.path('fraud/1'), Runtime.xgboost('2.1')) });
  const stacks = synthApp(app);
  ['team', 'far'].forEach((name) => expect(stacks.stack(name).resource('google_vertex_ai_endpoint')).toMatchObject({ name: 'acme-ml-fraud' }));
});
