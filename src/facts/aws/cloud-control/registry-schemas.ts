import endpointConfig from './sagemaker-endpoint-config.json';
import endpoint from './sagemaker-endpoint.json';
import featureGroup from './sagemaker-feature-group.json';
import inferenceComponent from './sagemaker-inference-component.json';
import modelCard from './sagemaker-model-card.json';
import modelPackage from './sagemaker-model-package.json';

/** A registry schema: JSON schema with what the service says about reads, updates and identifiers. */
export interface RegistrySchema {
  readonly typeName: string;
}

/*
 * The registry schemas of the CloudFormation types that the Terraform AWS provider has no resource for, or one that lacks what is needed.
 *
 * Source: the schemas that cfn-lint 1.58.0 ships (MIT-0, Copyright Amazon.com, Inc. or its affiliates), keys sorted, otherwise unchanged. To add one,
 * take the file whose `typeName` is the wanted one and export it here. (Typed by name only, so that no declaration file has to read JSON.)
 */
export const SAGEMAKER_ENDPOINT: RegistrySchema = endpoint;
export const SAGEMAKER_ENDPOINT_CONFIG: RegistrySchema = endpointConfig;
export const SAGEMAKER_FEATURE_GROUP: RegistrySchema = featureGroup;
export const SAGEMAKER_INFERENCE_COMPONENT: RegistrySchema = inferenceComponent;
export const SAGEMAKER_MODEL_CARD: RegistrySchema = modelCard;
export const SAGEMAKER_MODEL_PACKAGE: RegistrySchema = modelPackage;
