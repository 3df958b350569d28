// What the README of generative-ai-cdk-constructs shows for a model of one's own (CustomSageMakerEndpoint).
import { sagemaker_deployment as sagemaker } from '@cdklabs/generative-ai-cdk-constructs';
import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

const app = new App({ outdir: process.env.OUT_DIR, analyticsReporting: false });
const stack = new Stack(app, 'endpoint', { env: { account: '123456789012', region: 'eu-west-1' } });
const repository = Repository.fromRepositoryArn(stack, 'XGBoost', 'arn:aws:ecr:eu-west-1:141502667606:repository/sagemaker-xgboost');
const endpoint = new sagemaker.CustomSageMakerEndpoint(stack, 'Fraud', {
  modelId: 'fraud',
  endpointName: 'fraud',
  instanceType: sagemaker.SageMakerInstanceType.ML_M5_XLARGE,
  container: sagemaker.ContainerImage.fromEcrRepository(repository, '3.2-0'),
  modelDataUrl: 's3://acme-models/fraud/1/model.tar.gz',
  minCapacity: 1,
  maxCapacity: 4,
});
endpoint.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-models/fraud/1/*'] }));
app.synth();
