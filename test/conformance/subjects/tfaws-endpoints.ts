import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { EndpointFacts, SoftwareFacts } from '../facts';
import { sageMakerEndpoint, Scaled } from './aws-endpoints';
import { clusterEndpoints } from './cluster-endpoints';
import { references, accounts } from './tfaws-jobs';
import { all } from './tfaws-references';

export function endpoints(stack: SynthesizedStack, software: readonly SoftwareFacts[]): EndpointFacts[] {
  return [...wanted(stack, 'AWS::SageMaker::Endpoint').map((endpoint) => managed(stack, endpoint)), ...clusterEndpoints(software, accounts(stack))];
}

/** What Cloud Control is to bring about, in the words of CloudFormation. */
function wanted(stack: SynthesizedStack, type: string): Attributes[] {
  return all(stack, 'aws_cloudcontrolapi_resource').filter(({ type_name }) => type_name === type).map(({ desired_state }) => parseJsonText(desired_state));
}

function managed(stack: SynthesizedStack, endpoint: Attributes): EndpointFacts {
  const component = wanted(stack, 'AWS::SageMaker::InferenceComponent').find(({ EndpointName }) => EndpointName === endpoint.EndpointName);
  const configuration = wanted(stack, 'AWS::SageMaker::EndpointConfig').find(({ EndpointConfigName }) => EndpointConfigName === endpoint.EndpointConfigName)!;
  return sageMakerEndpoint({
    name: endpoint.EndpointName,
    configuration,
    component,
    deployment: (component ?? endpoint).DeploymentConfig,
    scaled: all(stack, 'aws_appautoscaling_target').map((target) => scaled(stack, target)),
    references: references(stack),
    model: (reference) => inWordsOfCloudFormation(all(stack, 'aws_sagemaker_model').find(({ name }) => inName(name) === inName(reference as string))!),
  });
}

/** The part of a name that is new with each release. */
const inName = (name: string) => /terraform_data\.([\w-]+)/.exec(name)![1];

function inWordsOfCloudFormation({ primary_container: container, vpc_config: network, execution_role_arn, enable_network_isolation }: Attributes): Attributes {
  const source = container.model_data_source?.s3_data_source[0];
  return {
    ExecutionRoleArn: execution_role_arn,
    EnableNetworkIsolation: enable_network_isolation,
    VpcConfig: { Subnets: network.subnets },
    PrimaryContainer: { Image: container.image, Environment: container.environment, ModelDataSource: source && { S3DataSource: { S3Uri: source.s3_uri } } },
  };
}

function scaled(stack: SynthesizedStack, { resource_id: resourceId, min_capacity: min, max_capacity: max }: Attributes): Scaled {
  const [name] = Object.entries(stack.resources('aws_appautoscaling_target')).find(([, target]) => target.resource_id === resourceId)!;
  const ofTarget = (type: string) => all(stack, type).filter(({ resource_id }) => (resource_id as string).includes(`aws_appautoscaling_target.${name}.`));
  const tracked = ofTarget('aws_appautoscaling_policy').flatMap(({ target_tracking_scaling_policy_configuration: found }) => (found ?? []) as Attributes[]);
  return {
    min,
    max,
    resourceId,
    schedules: ofTarget('aws_appautoscaling_scheduled_action').length,
    metrics: tracked.map(({ predefined_metric_specification: predefined, customized_metric_specification: own }) => (predefined?.predefined_metric_type ?? own.metric_name) as string),
  };
}
