import dataQualityDefinition from './sagemaker-data-quality-job-definition.json';
import endpointConfig from './sagemaker-endpoint-config.json';
import endpoint from './sagemaker-endpoint.json';
import featureGroup from './sagemaker-feature-group.json';
import inferenceComponent from './sagemaker-inference-component.json';
import biasDefinition from './sagemaker-model-bias-job-definition.json';
import modelCard from './sagemaker-model-card.json';
import explainabilityDefinition from './sagemaker-model-explainability-job-definition.json';
import modelPackage from './sagemaker-model-package.json';
import modelQualityDefinition from './sagemaker-model-quality-job-definition.json';
import monitoringSchedule from './sagemaker-monitoring-schedule.json';

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
export const SAGEMAKER_DATA_QUALITY_DEFINITION: RegistrySchema = dataQualityDefinition;
export const SAGEMAKER_ENDPOINT: RegistrySchema = endpoint;
export const SAGEMAKER_ENDPOINT_CONFIG: RegistrySchema = endpointConfig;
export const SAGEMAKER_FEATURE_GROUP: RegistrySchema = featureGroup;
export const SAGEMAKER_INFERENCE_COMPONENT: RegistrySchema = inferenceComponent;
export const SAGEMAKER_MODEL_BIAS_DEFINITION: RegistrySchema = biasDefinition;
export const SAGEMAKER_MODEL_CARD: RegistrySchema = modelCard;
export const SAGEMAKER_MODEL_EXPLAINABILITY_DEFINITION: RegistrySchema = explainabilityDefinition;
export const SAGEMAKER_MODEL_PACKAGE: RegistrySchema = modelPackage;
export const SAGEMAKER_MODEL_QUALITY_DEFINITION: RegistrySchema = modelQualityDefinition;
export const SAGEMAKER_MONITORING_SCHEDULE: RegistrySchema = monitoringSchedule;
