import { Identity, ModelEndpoint } from '../../../src/awscdk';
import { Accelerator, Duration, EndpointKind, IClusterSoftware, IModelVersion, Model, ModelEndpointProps, Rollout, Runtime, Scaling } from '../../../src/core';
import { ArgoRollouts, Keda, KubePrometheusStack } from '../../../src/kubernetes';
import { Json, synthesize } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { Trained, trained } from '../training/clusters';
import { objects } from '../training/templates';

interface Served extends Trained {
  readonly endpoint: ModelEndpoint;
}

function served(props: Partial<ModelEndpointProps> = {}, software: readonly IClusterSoftware[] = []): Served {
  const made = trained();
  software.forEach((one) => made.cluster.install(one));
  const endpoint = new ModelEndpoint(made.stack, 'Fraud', {
    platform: made.ml,
    kind: EndpointKind.deployment(made.cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(made.ml.artifacts.path('fraud/1'), Runtime.image('123456789012.dkr.ecr.eu-north-1.amazonaws.com/fraud:1')),
    accelerator: Accelerator.t4(),
    scaling: Scaling.fixed(2),
    rollout: Rollout.allAtOnce(),
    ...props,
  });
  return { ...made, endpoint };
}

test('an endpoint in a cluster runs as a role of its own that reads its models, and SageMaker knows nothing of it', () => {
  const { app, endpoint } = served();
  const out = synthesize(app);
  const role = out.of('AWS::IAM::Role').find(({ properties }) => JSON.stringify(properties.Description ?? '').includes('pods of fraud/acme-ml-fraud'))!;
  const statements = out.of('AWS::IAM::Policy').filter(({ properties }) => JSON.stringify(properties.Roles).includes(role.id))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as Json[]);
  expect(JSON.stringify(statements.filter(({ Action }) => [Action].flat().includes('s3:GetObject')))).toContain('/fraud/*');
  expect(statements.flatMap(({ Action }) => [Action].flat() as string[])).not.toContain('s3:PutObject');
  expect(out.of('AWS::SageMaker::Endpoint')).toEqual([]);
  expect(endpoint.invokeUrl).toBe('http://acme-ml-fraud.fraud.svc.cluster.local/invocations');
  expect(objects(out, 'endpoint-acme-ml-fraud').map(({ kind }) => kind as string)).toEqual(expect.arrayContaining(['Deployment', 'Service', 'NetworkPolicy']));
});

test('its requests are counted from the log of its meters, and its load by the add-on', () => {
  const { app } = served();
  const out = synthesize(app);
  const filters = out.of('AWS::Logs::MetricFilter').filter(({ properties }) => JSON.stringify(properties.FilterPattern).includes('ml_endpoint'));
  expect(filters.map(({ properties }) => properties.MetricTransformations[0].MetricValue as string).sort()).toEqual(['$.log_processed.ms', '1', '1']);
  filters.forEach(({ properties }) => expect(properties.LogGroupName).toBe('/aws/containerinsights/acme-ml-train/application'));
  const alarm = (name: string) => JSON.stringify(out.of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === name)!.properties);
  expect(alarm('acme-ml-fraud-failing')).toContain('acme-ml-fraud-errors');
  expect(alarm('acme-ml-fraud-busy')).toContain('pod_gpu_utilization');
});

test('nobody there calls people, where the add-on counts the pods', () => {
  const absent = (props: Partial<ModelEndpointProps>, software: readonly IClusterSoftware[] = []) => {
    return synthesize(served(props, software).app).of('AWS::CloudWatch::Alarm').find(({ properties }) => properties.AlarmName === 'acme-ml-fraud-absent')?.properties;
  };
  const alarm = absent({});
  expect(alarm).toMatchObject({ Threshold: 1, ComparisonOperator: 'LessThanThreshold', EvaluationPeriods: 5 });
  expect(alarm!.Metrics[0].MetricStat).toMatchObject({
    Stat: 'Minimum',
    Period: 60,
    Metric: {
      Namespace: 'ContainerInsights',
      MetricName: 'status_replicas_available',
      Dimensions: expect.arrayContaining([{ Name: 'PodName', Value: 'acme-ml-fraud' }, { Name: 'Namespace', Value: 'fraud' }]) as Json,
    },
  });
  // A Rollout of Argo is no Deployment.
  expect(absent({ rollout: Rollout.blueGreen() }, [new KubePrometheusStack(), new ArgoRollouts()])).toBeUndefined();
});

test('a release of the cluster watches within the 14 minutes that Helm has, and a longer bake time is refused', () => {
  const { app } = served({}, [new KubePrometheusStack()]);
  const out = synthesize(app);
  const job = objects(out, 'endpoint-acme-ml-fraud').find(({ kind }) => kind === 'Job')!;
  expect(JSON.parse(job.spec.template.spec.containers[0].env[0].value as string).do).toEqual([{ what: 'watch', seconds: 240 }]);
  const release = out.of('Custom::AWSCDK-EKS-HelmChart').find(({ properties }) => properties.Release === 'endpoint-acme-ml-fraud')!;
  expect(Number.parseInt(release.properties.Timeout as string, 10) + (job.spec.activeDeadlineSeconds as number)).toBeLessThanOrEqual(840);
  expect(codesOf(() => served({ rollout: Rollout.allAtOnce({ bakeTime: Duration.minutes(10) }) }))).toEqual(['serving/bake-time']);
});

test('a version is served where its files are known', () => {
  const { ml, stack, cluster } = trained();
  const registry = ml.addModelRegistry('Fraud', { approvers: { lead: Identity.role('arn:aws:iam::123456789012:role/lead') } });
  const fraud = Runtime.image('123456789012.dkr.ecr.eu-north-1.amazonaws.com/fraud:1');
  const serve = (id: string, version: IModelVersion) => () => new ModelEndpoint(stack, id, {
    platform: ml, kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }), model: Model.fromRegistry(version, fraud),
  });
  expect(codesOf(serve('A', registry.version('7')))).toContain('serving/version-files');
});

test('accounts of the cluster may call it by their namespace, others of AWS not', () => {
  const { app, cluster, endpoint } = served();
  const caller = cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' });
  endpoint.grantInvoke(caller.identity);
  endpoint.grantInvoke(caller.identity);
  expect(codesOf(() => endpoint.grantInvoke(Identity.role('arn:aws:iam::123456789012:role/app')))).toEqual(['serving/grant-in-cluster']);
  expect(JSON.stringify(synthesize(app).templates)).toContain('acme-ml-fraud-from-');
});

test('what CloudWatch cannot see or do there is refused', () => {
  const alarmed = () => {
    const made = trained();
    const alarm = made.ml.addAlarm('A', { metric: made.ml.artifacts.metrics.storedBytes(), threshold: 1, description: 'x' });
    return new ModelEndpoint(made.stack, 'Fraud', {
      platform: made.ml,
      kind: EndpointKind.deployment(made.cluster, { namespace: 'fraud' }),
      model: Model.fromImage('123456789012.dkr.ecr.eu-north-1.amazonaws.com/fraud:1'),
      rollout: Rollout.allAtOnce({ alarms: [alarm] }),
    });
  };
  expect(codesOf(alarmed)).toContain('serving/rollout-alarms');
  expect(codesOf(() => served({ scaling: Scaling.elastic(1, 4) }, [new Keda()]))).not.toContain('serving/kind');
});
