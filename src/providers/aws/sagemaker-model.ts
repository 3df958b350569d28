export { SagemakerModel, SagemakerModelConfig } from '@cdktf/provider-aws/lib/sagemaker-model';
