import { Attributes, SynthesizedStack } from '../../support/terraform';
import { EndpointFacts, SoftwareFacts } from '../facts';
import { sageMakerEndpoint, Scaled } from './aws-endpoints';
import { clusterEndpoints } from './cluster-endpoints';
import { references, accounts } from './tfaws-jobs';
import { all, target, wanted } from './tfaws-references';

export function endpoints(stack: SynthesizedStack, software: readonly SoftwareFacts[]): EndpointFacts[] {
  return [...wanted(stack, 'AWS::SageMaker::Endpoint').map((endpoint) => managed(stack, endpoint)), ...clusterEndpoints(software, accounts(stack))];
}

function managed(stack: SynthesizedStack, endpoint: Attributes): EndpointFacts {
  const component = wanted(stack, 'AWS::SageMaker::InferenceComponent').find(({ EndpointName }) => EndpointName === endpoint.EndpointName);
  const configuration = wanted(stack, 'AWS::SageMaker::EndpointConfig').find(({ EndpointConfigName }) => EndpointConfigName === endpoint.EndpointConfigName)!;
  return sageMakerEndpoint({
    name: endpoint.EndpointName,
    configuration,
    component,
    deployment: (component ?? endpoint).DeploymentConfig,
    scaled: all(stack, 'aws_appautoscaling_target').map((found) => scaled(stack, found)),
    references: references(stack),
    model: (reference) => inWordsOfCloudFormation(target(stack, reference as string)!),
  });
}

function inWordsOfCloudFormation(model: Attributes): Attributes {
  const { primary_container: container, vpc_config: network, execution_role_arn, enable_network_isolation } = model;
  const source = container.model_data_source?.s3_data_source[0];
  return {
    ExecutionRoleArn: execution_role_arn,
    EnableNetworkIsolation: enable_network_isolation,
    VpcConfig: { Subnets: network.subnets },
    PrimaryContainer: {
      Image: container.image,
      Environment: Object.fromEntries(Object.entries<string>(container.environment ?? {}).map(([name, text]) => [name, written(text)])),
      ModelDataSource: source && { S3DataSource: { S3Uri: source.s3_uri } },
    },
  };
}

/** As Terraform writes it: what is doubled begins none of its expressions. */
const written = (text: string) => text.replaceAll('$${', '${').replaceAll('%%{', '%{');

function scaled(stack: SynthesizedStack, { resource_id: resourceId, min_capacity: min, max_capacity: max }: Attributes): Scaled {
  const [name] = Object.entries(stack.resources('aws_appautoscaling_target')).find(([, found]) => found.resource_id === resourceId)!;
  const ofTarget = (type: string) => all(stack, type).filter(({ resource_id }) => (resource_id as string).includes(`aws_appautoscaling_target.${name}.`));
  const tracked = ofTarget('aws_appautoscaling_policy').flatMap(({ target_tracking_scaling_policy_configuration: found }) => (found ?? []) as Attributes[]);
  return {
    min,
    max,
    resourceId,
    schedules: ofTarget('aws_appautoscaling_scheduled_action').length,
    metrics: tracked.map((policy) => {
      const { predefined_metric_specification: predefined, customized_metric_specification: own } = policy;
      return (predefined?.predefined_metric_type ?? own.metric_name) as string;
    }),
  };
}
