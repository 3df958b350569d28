import { Identity, ModelEndpoint } from '../../../src/awscdk';
import { Accelerator, EndpointKind, IClusterSoftware, Model, ModelEndpointProps, Rollout, Runtime, Scaling } from '../../../src/core';
import { Keda } from '../../../src/kubernetes';
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
