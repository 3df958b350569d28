// What the README of aws-sagemaker-alpha shows: a model, an endpoint configuration, an endpoint, and replicas that follow requests.
import { ContainerImage, Endpoint, EndpointConfig, InstanceType, Model, ModelData } from '@aws-cdk/aws-sagemaker-alpha';
import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';

const app = new App({ outdir: process.env.OUT_DIR, analyticsReporting: false });
const stack = new Stack(app, 'endpoint', { env: { account: '123456789012', region: 'eu-west-1' } });
const repository = Repository.fromRepositoryArn(stack, 'XGBoost', 'arn:aws:ecr:eu-west-1:141502667606:repository/sagemaker-xgboost');
const bucket = Bucket.fromBucketName(stack, 'Models', 'acme-models');
const model = new Model(stack, 'Model', {
  containers: [{ image: ContainerImage.fromEcrRepository(repository, '3.2-0'), modelData: ModelData.fromBucket(bucket, 'fraud/1/model.tar.gz') }],
});
const config = new EndpointConfig(stack, 'Config', {
  instanceProductionVariants: [{ model, variantName: 'main', instanceType: InstanceType.M5_XLARGE, initialInstanceCount: 1 }],
});
const endpoint = new Endpoint(stack, 'Fraud', { endpointConfig: config });
endpoint.findInstanceProductionVariant('main').autoScaleInstanceCount({ minCapacity: 1, maxCapacity: 4 }).scaleOnInvocations('Requests', { maxRequestsPerSecond: 20 });
app.synth();
