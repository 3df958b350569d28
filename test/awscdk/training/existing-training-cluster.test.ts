import { Cluster, KubectlProvider } from 'aws-cdk-lib/aws-eks-v2';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Identity, MlPlatform, TrainingCluster } from '../../../src/awscdk';
import { Accelerator, Scaling } from '../../../src/core';
import { CertManager, HelmChart, Kueue } from '../../../src/kubernetes';
import { synthesize, testApp } from '../../support/cloudformation';
import { codesOf } from '../../support/refusals';
import { ENV } from './clusters';
import { chart, objects } from './templates';

describe('a cluster that exists', () => {
  function existing(withHandler = true) {
    const app = testApp();
    const stack = new Stack(app, 'Acme', { env: ENV });
    const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml' });
    const role = Role.fromRoleArn(stack, 'Handler', 'arn:aws:iam::123456789012:role/kubectl');
    const serviceToken = 'arn:aws:lambda:eu-north-1:123456789012:function:kubectl';
    const kubectlProvider = withHandler ? KubectlProvider.fromKubectlProviderAttributes(stack, 'Provider', { serviceToken, role }) : undefined;
    const cluster = Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'research', kubectlProvider });
    const nodeGroups = [{ name: 'gpus', accelerator: Accelerator.a100(8), scaling: Scaling.fixed(4) }];
    const existingSoftware = ['gpu-operator', 'gpu-device-plugin'];
    return { app, ml, handle: TrainingCluster.fromExisting(stack, 'Research', ml, { cluster, nodeGroups, existingSoftware }) };
  }

  test('gets software, accounts and grants, and is watched; nothing of it is made', () => {
    const { app: program, handle, ml } = existing();
    handle.install(new Kueue({ teams: [{ team: 'vision', gpus: { gpus: 32 } }] }));
    ml.artifacts.grantRead(handle.addServiceAccount('Trainer', { namespace: 'vision' }).identity);
    handle.grantEdit(Identity.role('arn:aws:iam::123456789012:role/x'), 'vision');
    expect(handle).toMatchObject({ clusterName: 'research', nodeGroupNames: ['gpus'], quotas: [] });
    const app = synthesize(program);
    expect(app.of('AWS::EKS::Cluster', 'AWS::EKS::Nodegroup', 'AWS::EKS::Addon')).toEqual([]);
    expect(chart(app, 'kueue').properties).toMatchObject({ ClusterName: 'research', ServiceToken: 'arn:aws:lambda:eu-north-1:123456789012:function:kubectl' });
    expect(objects(app, 'kueue-queues').map(({ kind }) => kind)).toContain('LocalQueue');
    expect(app.outputs).toContain('AcmeMlResearchClusterName');
    expect(app.outputs.filter((name) => name.startsWith('AcmeMlResearch'))).toHaveLength(1);
    const alarms = app.of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName);
    expect(alarms).toEqual(expect.arrayContaining(['acme-ml-research-nodes-not-ready', 'acme-ml-research-gpu-idle', 'acme-ml-research-quota-near']));
  });

  test('without a function that installs is refused when it is to install', () => {
    expect(codesOf(() => existing(false).handle.install(new CertManager()))).toEqual(['software/kubectl-layer']);
  });

  test('of whose nodes nothing is told is watched for nothing about GPUs', () => {
    const app = testApp();
    const stack = new Stack(app, 'Acme', { env: ENV });
    const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml' });
    TrainingCluster.fromExisting(stack, 'Research', ml, { cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'research' }) });
    const alarms = synthesize(app).of('AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmName as string);
    expect(alarms.filter((name) => name.startsWith('acme-ml-research'))).toEqual(['acme-ml-research-nodes-not-ready', 'acme-ml-research-quota-near']);
  });

  test('has what its owner says that it has', () => {
    const { handle } = existing();
    const again = new HelmChart('gpu-operator', { chart: 'gpu-operator', repository: 'https://charts.acme.io', version: '1.0.0' });
    expect(codesOf(() => handle.install(again))).toEqual(['software/installed-twice']);
  });
});
