/**
 * The registry schemas of the CloudFormation types that the Terraform AWS provider has no resource for.
 *
 * Source: the schemas that cfn-lint 1.58.0 ships (MIT-0, Copyright Amazon.com, Inc. or its affiliates), keys sorted, otherwise unchanged. To add one,
 * take the file whose `typeName` is the wanted one and export it here.
 */
export { default as SAGEMAKER_INFERENCE_COMPONENT } from './sagemaker-inference-component.json';
export { default as SAGEMAKER_MODEL_CARD } from './sagemaker-model-card.json';
