import * as cdk from 'aws-cdk-lib';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { AlertChannel, Errors, IMlPlatform, MlPlatformProps, tfk8s } from 'ml-platform-constructs';
import { MlPlatform as AwsCdkPlatform } from 'ml-platform-constructs/awscdk';
import { MlPlatform as AwsPlatform } from 'ml-platform-constructs/tfaws';
import { MlPlatform as AzurePlatform } from 'ml-platform-constructs/tfazure';
import { MlPlatform as GcpPlatform } from 'ml-platform-constructs/tfgcp';

const ml: MlPlatformProps = { alerts: [AlertChannel.email('ml@acme.io')] };

const app = new App({ outdir: `${process.env.OUT_DIR}/terraform` });
const cdkApp = new cdk.App({ outdir: `${process.env.OUT_DIR}/cloudformation` });

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new S3Backend(made, { bucket: 'state', key: id, region: 'eu-west-1' });
  return made;
}

const platforms: IMlPlatform[] = [
  new AwsCdkPlatform(new cdk.Stack(cdkApp, 'aws', { env: { account: '123456789012', region: 'eu-west-1' } }), 'Ml', ml),
  new AwsPlatform(stack('aws'), 'Ml', { ...ml, region: 'eu-west-1', accountId: '123456789012' }),
  new GcpPlatform(stack('gcp'), 'Ml', { ...ml, project: 'acme-ml', location: 'europe-west4' }),
  new AzurePlatform(stack('azure'), 'Ml', { ...ml, location: 'westeurope', subscriptionId: '11111111-2222-3333-4444-555555555555' }),
  new tfk8s.MlPlatform(stack('k8s'), 'Ml', {
    ...ml,
    kubeContext: 'gpu',
    objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
    imageRegistry: { host: 'registry.acme.internal', tlsSecret: 'registry-tls', htpasswdSecret: 'registry-users', pullSecret: 'registry-pull' },
    smtp: { host: 'smtp.acme.io', sender: 'ml@acme.io', passwordSecret: 'smtp' },
  }),
];
for (const { artifacts } of platforms) artifacts.path('fraud/1');

try {
  new GcpPlatform(stack('refused'), 'Ml', { ...ml, project: 'acme-ml', location: 'atlantis' });
  throw new Error('an unknown region was accepted');
} catch (error) {
  if (!Errors.isValidationError(error)) throw error;
}
app.node.tryRemoveChild('refused');
app.synth();
cdkApp.synth();
