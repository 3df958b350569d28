import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib/core';
import { MlPlatform } from '../../../src/awscdk';
import { CertManager, HelmChart, Manifest } from '../../../src/kubernetes';
import { synthesize, testApp } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ENV, EVERY_GROUP, everything, layer, ONE_GROUP, PLAIN_GROUP, trained } from './clusters';
import { before, CHART, chart, MANIFEST } from './templates';

describe('software', () => {
  test('waits for nodes and for what the cluster cannot do without, and goes before them', () => {
    const { app: program, cluster } = trained({ nodeGroups: EVERY_GROUP });
    cluster.install(new CertManager());
    const app = synthesize(program);
    const waits = before(app, chart(app, 'cert-manager'));
    [...app.of('AWS::EKS::Nodegroup', 'AWS::EKS::Addon'), ...['storage', 'gpu-operator', 'karpenter', 'karpenter-pools'].map((release) => chart(app, release))]
      .forEach(({ id }) => expect(waits).toContain(id));
  });

  test('waits for all that was installed before it, and for nothing that came later', () => {
    const { app: program, cluster } = trained();
    cluster.install(new HelmChart('first', { chart: 'first', repository: 'https://charts.acme.io', version: '1.0.0' }));
    cluster.install(new Manifest('queues', { manifests: [{ apiVersion: 'acme.io/v1', kind: 'Queue', metadata: { name: 'q' } }] }));
    cluster.install(new HelmChart('last', { chart: 'last', repository: 'https://charts.acme.io', version: '1.0.0' }));
    const app = synthesize(program);
    const waits = before(app, chart(app, 'queues'));
    expect(waits).toContain(chart(app, 'first').id);
    expect(waits).not.toContain(chart(app, 'last').id);
    expect(before(app, chart(app, 'last'))).toContain(chart(app, 'queues').id);
  });

  test('in the namespace of other software waits for what made it, and so does an account', () => {
    const { app: program, cluster } = trained();
    cluster.install(new HelmChart('tools', { chart: 'tools', repository: 'https://charts.acme.io', version: '1.0.0' }));
    cluster.install(new HelmChart('second', { chart: 'second', repository: 'https://charts.acme.io', version: '1.0.0', namespace: 'tools' }));
    cluster.addServiceAccount('Trainer', { namespace: 'tools' });
    const app = synthesize(program);
    const manifests = app.of(MANIFEST);
    const namespace = manifests.filter(({ properties }) => JSON.stringify(properties.Manifest).includes('Namespace'));
    expect(namespace.filter(({ properties }) => JSON.stringify(properties.Manifest).includes('tools'))).toHaveLength(1);
    const maker = namespace.find(({ properties }) => JSON.stringify(properties.Manifest).includes('tools'))!;
    const account = manifests.find(({ properties }) => JSON.stringify(properties.Manifest).includes('ServiceAccount'))!;
    expect(before(app, chart(app, 'second'))).toContain(maker.id);
    expect(before(app, account)).toContain(maker.id);
  });

  test('has values of the type that they will have, and texts as they were written', () => {
    const { app: program, stack, cluster } = trained();
    const count = new CfnParameter(stack, 'Count', { type: 'Number' });
    const values = { count: count.valueAsNumber, made: Lazy.any({ produce: () => ({ z: 1 }) }), env: '${POD_NAME} %{x}' };
    cluster.install(new HelmChart('first', { chart: 'first', repository: 'https://charts.acme.io', version: '1.0.0', values }));
    const app = synthesize(program);
    expect(chart(app, 'first').properties.Values).toEqual({ 'Fn::Join': ['', ['{"count":', { Ref: 'Count' }, ',"env":"${POD_NAME} %{x}","made":{"z":1}}']] });
  });

  test('may read its chart in the bucket of assets, and nothing else there', () => {
    const app = synthesize(everything().app);
    const actions = app.of('AWS::IAM::Policy').filter(({ id }) => id.includes('KubectlProvider')).flatMap(({ properties }) => properties.PolicyDocument.Statement);
    expect(actions.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('s3:')))).toEqual([
      expect.objectContaining({ Action: 's3:GetObject', Resource: expect.objectContaining({ 'Fn::Join': expect.anything() }) }),
    ]);
    expect(chart(app, 'storage').properties.ChartAssetURL).toBeDefined();
  });

  test('needs a layer, and says which', () => {
    expect(codesOf(() => trained({ kubectlLayer: undefined }))).toEqual(['software/kubectl-layer']);
    expect(() => trained({ kubectlLayer: undefined, kubernetesVersion: '1.34' })).toThrow('@aws-cdk/lambda-layer-kubectl-v34');
    const { app, cluster } = trained({ kubectlLayer: undefined, nodeGroups: PLAIN_GROUP });
    expect(codesOf(() => cluster.install(new CertManager()))).toEqual(['software/kubectl-layer']);
    expect(codesOf(() => cluster.addServiceAccount('Trainer', { namespace: 'vision' }))).toEqual(['software/kubectl-layer']);
    expect(synthesize(app).of(CHART, MANIFEST, 'AWS::Lambda::Function')).toEqual([]);
  });

  test('may have the layer of the platform', () => {
    const app = testApp();
    const stack = new Stack(app, 'Acme', { env: ENV });
    const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', kubectlLayer: layer(stack) });
    ml.addTrainingCluster('Train', { nodeGroups: ONE_GROUP }).install(new CertManager());
    const handler = synthesize(app).of('AWS::Lambda::Function').find(({ id }) => id.includes('KubectlProviderHandler'))!;
    expect(handler.properties.Layers).toContain('arn:aws:lambda:eu-north-1:123456789012:layer:kubectl:1');
    expect(handler.properties.LoggingConfig.LogGroup).toBeDefined();
  });
});
