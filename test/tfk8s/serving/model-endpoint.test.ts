import { Approval, Duration, EndpointAccess, EndpointKind, Model, Rollout, Runtime, Scaling, Severity, Statistic } from '../../../src/core';
import { Identity, Metric, ModelRegistry } from '../../../src/tfk8s';
import { codesOf } from '../../support/refusals';
import { Attributes } from '../../support/terraform';
import { endpoints, manifestsOf } from './endpoints';

describe('an endpoint on a cluster', () => {
  test('is one release that waits as long as its rollout takes, after its account', () => {
    const { add, releases, synth } = endpoints();
    const endpoint = add('Fraud', { rollout: Rollout.blueGreen({ bakeTime: Duration.minutes(5) }) });
    const release = releases().find(({ name }) => name === 'endpoint-ml-fraud')!;
    expect(release).toMatchObject({ namespace: 'fraud', atomic: true, wait: true });
    expect(release.timeout).toBeGreaterThan(2 * 300 + 1_800);
    expect(manifestsOf(release).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Rollout', 'AnalysisTemplate', 'NetworkPolicy', 'PodMonitor', 'Job']));
    expect(endpoint.identity.identityName).toBe('system:serviceaccount:fraud:ml-fraud');
    expect(Object.values(synth().resources('kubernetes_service_account_v1')).map(({ metadata }) => metadata.name)).toContain('ml-fraud');
  });

  test('says where it is found, and who its models are', () => {
    const { add, synth } = endpoints();
    const { invokeUrl, endpointName, variantNames } = add('Fraud');
    expect([endpointName, variantNames]).toEqual(['ml-fraud', ['main']]);
    expect(invokeUrl).toBe('http://ml-fraud.fraud.svc.cluster.local/v1/models/ml-fraud:predict');
    expect(Object.values(synth().outputs)).toContain(invokeUrl);
  });

  test('fetches its model with the Secret that may only read, which Terraform never sees', () => {
    const { add, of } = endpoints();
    add('Fraud');
    const [fetcher] = of('Deployment').find(({ metadata }) => metadata.name === 'ml-fraud')!.spec.template.spec.initContainers;
    expect(fetcher.env).toEqual(expect.arrayContaining([
      { name: 'AWS_ENDPOINT_URL', value: 'https://s3.acme.internal' },
      { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: expect.stringContaining('s3'), key: 'AWS_SECRET_ACCESS_KEY' } } },
    ]));
  });

  test('needs no Secret where the model is part of its image', () => {
    const { add, of } = endpoints();
    add('Fraud', { model: Model.fromImage('harbor.acme.internal/ml/fraud:1') });
    expect(JSON.stringify(of('Deployment').find(({ metadata }) => metadata.name === 'ml-fraud'))).not.toContain('secretKeyRef');
  });

  test('fetches the files of a version of a registry, where they lie', () => {
    const { add, platform, model, of } = endpoints();
    const registry = new ModelRegistry(platform, 'Models', {
      platform,
      trackingUri: 'https://mlflow.acme.internal',
      approvers: { 'ada@acme.io': Identity.user('ada') },
    });
    const version = registry.addVersion('June', { model, approval: Approval.approved('ada@acme.io') });
    add('Fraud', { model: Model.fromRegistry(version, Runtime.xgboost('2.1')) });
    const [fetcher] = of('Deployment').find(({ metadata }) => metadata.name === 'ml-fraud')!.spec.template.spec.initContainers;
    expect(fetcher.args).toContain('s3://ml-artifacts/fraud/1/');
  });

  test('asks the container of a version as is said beside it, since MLflow has its files only', () => {
    const { add, platform, of } = endpoints();
    const registry = new ModelRegistry(platform, 'Models', { platform, trackingUri: 'https://mlflow.acme.internal', approvers: { ada: Identity.user('ada') } });
    const own = Runtime.image('harbor.acme.internal/ml/fraud:1');
    const version = registry.addVersion('June', { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), own), approval: Approval.approved('ada') });
    add('Fraud', { model: Model.fromRegistry(version, own, { port: 9000, healthPath: '/healthz' }) });
    const [container] = of('Deployment').find(({ metadata }) => metadata.name === 'ml-fraud')!.spec.template.spec.containers;
    expect(container.ports).toContainEqual(expect.objectContaining({ containerPort: 9000 }));
    expect(JSON.stringify(container.readinessProbe ?? container.startupProbe)).toContain('/healthz');
  });

  test('is an InferenceService where KServe is to run it, by Knative where that is there', () => {
    const { add, of, kserve } = endpoints();
    add('Fraud', { kind: kserve, scaling: Scaling.elastic(0, 4), rollout: Rollout.canary(10) });
    const [service] = of('InferenceService');
    expect(service.metadata.annotations['serving.kserve.io/deploymentMode']).toBe('Knative');
    expect(of('Job').map(({ metadata }) => metadata.annotations['helm.sh/hook'])).toEqual(expect.arrayContaining(['pre-upgrade', 'post-install']));
  });
});

describe('what is measured of an endpoint', () => {
  test('calls people when it fails, is slow, is busy or is not there', () => {
    const { add, of } = endpoints();
    const { alarms } = add('Fraud', { objectives: { latencyP99: Duration.millis(50), errorPercent: 2 } });
    expect(alarms.map(({ alarmId, severity }) => [alarmId, severity])).toEqual([
      ['ml-fraud-failing', Severity.CRITICAL], ['ml-fraud-slow', Severity.WARNING], ['ml-fraud-busy', Severity.WARNING], ['ml-fraud-absent', Severity.CRITICAL],
    ]);
    const rule = (name: string) => of('PrometheusRule').find(({ metadata }) => metadata.name === name)!.spec.groups[0].rules[0];
    expect(rule('ml-fraud-failing').expr).toMatch(/^\(100 \* sum\(rate\(envoy_http_downstream_rq_xx.*\) > 2$/);
    expect(rule('ml-fraud-slow').expr).toMatch(/histogram_quantile\(0\.99.* > 50$/);
    expect(rule('ml-fraud-absent')).toMatchObject({ expr: expect.stringMatching(/^\(sum\(up\{.*\) < 1$/), for: '5m' });
  });

  test('calls nobody when it is meant not to be there', () => {
    const { add, kserve } = endpoints();
    expect(add('Fraud', { kind: kserve, scaling: Scaling.elastic(0, 4), rollout: Rollout.allAtOnce() }).alarms.map(({ alarmId }) => alarmId)).not.toContain('ml-fraud-absent');
  });

  test('is on a page of its own', () => {
    const { add, synth } = endpoints();
    add('Fraud');
    const page = Object.values(synth().resources('kubernetes_config_map_v1')).find(({ metadata }) => metadata.name === 'ml-fraud-dashboard')!;
    const { panels } = JSON.parse(page.data['ml-fraud-dashboard.json'] as string) as { panels: Array<{ title: string }> };
    expect(panels.map(({ title }) => title)).toEqual(['Requests', 'Errors', 'Latency', 'Saturation', 'Replicas']);
  });

  test('has each latency that is asked for', () => {
    const { metrics } = endpoints().add('Fraud');
    const expression = (statistic?: Statistic) => (metrics.latency(statistic) as Metric).expression;
    expect(expression()).toMatch(/^histogram_quantile\(0\.99/);
    expect(expression(Statistic.P50)).toMatch(/^histogram_quantile\(0\.5,/);
    expect(expression(Statistic.AVERAGE)).toMatch(/_sum.*\/.*_count/);
  });

  test('sends a rollout back, with what the user watches beside it', () => {
    const { add, platform, of } = endpoints();
    const drift = platform.addAlarm('Drift', { metric: Metric.promql('drift', { label: 'drift' }), threshold: 1, severity: Severity.WARNING, description: 'x' });
    add('Fraud', { rollout: Rollout.blueGreen({ alarms: [drift] }) });
    const [template] = of('AnalysisTemplate');
    const [, watched] = template.spec.metrics as Attributes[];
    expect(watched!.provider.prometheus.query).toMatch(/^count\(ALERTS\{alertname="Drift",namespace=".*",alertstate="firing"\}\)$/);
  });
});

describe('who may call an endpoint', () => {
  test('is a namespace, once', () => {
    const { add, of } = endpoints();
    const endpoint = add('Fraud');
    endpoint.grantInvoke(Identity.serviceAccount('shop', 'checkout'));
    endpoint.grantInvoke(Identity.serviceAccount('shop', 'cart'));
    const callers = of('NetworkPolicy').filter(({ metadata }) => /^ml-fraud-from-/.test(metadata.name as string));
    expect(callers.map(({ spec }) => spec.ingress[0].from[0].namespaceSelector.matchLabels)).toEqual([{ 'kubernetes.io/metadata.name': 'shop' }]);
  });

  test('is nobody who sends no requests from inside, or of whom nobody could tell', () => {
    const { add, kserve } = endpoints();
    expect(codesOf(() => add('Fraud').grantInvoke(Identity.group('acme:shop')))).toEqual(['serving/grant-in-cluster']);
    const knative = add('Zero', { kind: kserve });
    expect(codesOf(() => knative.grantInvoke(Identity.serviceAccount('shop', 'checkout')))).toEqual(['serving/grant-in-cluster']);
  });
});

describe('what a cluster cannot do', () => {
  test('is refused with what to do, and leaves nothing in the tree', () => {
    const { add, platform } = endpoints();
    const before = platform.node.findAll().length;
    expect(codesOf(() => add('Fraud', { kind: EndpointKind.managed() }))).toEqual(['serving/managed']);
    expect(codesOf(() => add('Fraud', { access: EndpointAccess.public() }))).toEqual(['serving/kind']);
    expect(codesOf(() => add('Fraud', { rollout: Rollout.canary(10) }))).toEqual(['serving/canary']);
    expect(codesOf(() => add('Fraud', { rollout: Rollout.blueGreen({ alarms: [{ alarmId: 'elsewhere', severity: Severity.WARNING }] as never }) }))).toEqual(['alarms/wrong-target']);
    expect(platform.node.findAll()).toHaveLength(before);
  });

  test('includes two endpoints of one name', () => {
    const { add, cluster, platform, model } = endpoints();
    add('Fraud');
    const again = () => platform.addModelEndpoint('fraud', { model, kind: EndpointKind.deployment(cluster, { namespace: 'other' }) });
    expect(codesOf(again)).toEqual(['serving/name-twice']);
  });
});
