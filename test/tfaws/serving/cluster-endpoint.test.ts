import { Accelerator, EndpointKind, Model, ModelEndpointProps, Rollout, Runtime, Scaling } from '../../../src/core';
import { Identity, ModelEndpoint } from '../../../src/tfaws';
import { codesOf } from '../../support/refusals';
import { Attributes, danglingReferences, expectPassed, terraformValidate } from '../../support/terraform';
import { clusterStage } from '../training/clusters';

function served(props: Partial<ModelEndpointProps> = {}) {
  const made = clusterStage();
  const { cluster, platform } = made;
  const endpoint = new ModelEndpoint(platform, 'Fraud', {
    platform,
    kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }),
    model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.image('123456789012.dkr.ecr.us-east-2.amazonaws.com/fraud:1')),
    accelerator: Accelerator.t4(),
    scaling: Scaling.fixed(2),
    rollout: Rollout.allAtOnce(),
    ...props,
  });
  return { ...made, endpoint };
}

test('an endpoint in a cluster reads its models as a role of its own, and is measured by its log and by the add-on', () => {
  const { endpoint, synthBoth } = served();
  const { main, workloads } = synthBoth();
  const statements = Object.values(main.resources('aws_iam_role_policy')).flatMap(({ policy }) => (JSON.parse(policy as string) as Attributes).Statement as Attributes[]);
  const read = statements.filter(({ Action }) => [Action].flat().includes('s3:GetObject')).flatMap(({ Resource }) => Resource as string[]);
  expect(read).toContainEqual(expect.stringMatching(/\/fraud\/\*$/));
  const filters = Object.values(main.resources('aws_cloudwatch_log_metric_filter')).filter(({ pattern }) => (pattern as string).includes('ml_endpoint'));
  expect(filters.map(({ metric_transformation }) => metric_transformation.value as string).sort()).toEqual(['$.log_processed.ms', '1', '1']);
  const failing = Object.values(main.resources('aws_cloudwatch_metric_alarm')).find(({ alarm_name }) => alarm_name === 'acme-ml-fraud-failing')!;
  expect(failing.metric_query[0]).toMatchObject({ expression: '100*FILL(m0,0)/m1' });
  const absent = Object.values(main.resources('aws_cloudwatch_metric_alarm')).find(({ alarm_name }) => alarm_name === 'acme-ml-fraud-absent')!;
  expect(JSON.stringify(absent)).toContain('status_replicas_available');
  expect(absent).toMatchObject({ comparison_operator: 'LessThanThreshold', threshold: 1, evaluation_periods: 5 });
  expect(JSON.stringify(workloads.json)).toContain('acme-ml-fraud');
  expect(main.hasResource('aws_cloudcontrolapi_resource')).toBe(false);
  expect(endpoint.quotas).toEqual([]);
});

test('accounts of the cluster may call it by their namespace, others of AWS not', () => {
  const { cluster, endpoint, synthBoth } = served();
  endpoint.grantInvoke(cluster.addServiceAccount('Shop', { namespace: 'shop', serviceAccountName: 'shop' }).identity);
  expect(codesOf(() => endpoint.grantInvoke(Identity.role('arn:aws:iam::123456789012:role/app')))).toEqual(['serving/grant-in-cluster']);
  expect(JSON.stringify(synthBoth().workloads.json)).toContain('acme-ml-fraud-from-');
});

test('the real plugins take it', () => {
  Object.values(served().synthBoth()).forEach((stack) => {
    expect(danglingReferences(stack)).toEqual([]);
    expectPassed(terraformValidate(stack));
  });
}, 240_000);
