import { Json, list, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';
import { EndpointFacts, SoftwareFacts } from '../facts';
import { sageMakerEndpoint, Scaled } from './aws-endpoints';
import { references, accounts } from './awscdk-jobs';
import { clusterEndpoints } from './cluster-endpoints';

export function endpoints(app: SynthesizedApp, software: readonly SoftwareFacts[]): EndpointFacts[] {
  return [...app.of('AWS::SageMaker::Endpoint').map((endpoint) => managed(app, endpoint)), ...clusterEndpoints(software, accounts(app))];
}

function managed(app: SynthesizedApp, endpoint: TemplateResource): EndpointFacts {
  const name = endpoint.properties.EndpointName as string;
  const component = app.of('AWS::SageMaker::InferenceComponent').find(({ properties }) => properties.EndpointName === name);
  const modelOf = (reference: Json) => plain(app.named(endpoint, reference)!.properties) as Json;
  const configuration = app.named(endpoint, endpoint.properties.EndpointConfigName)!;
  const { ProductionVariants, ShadowProductionVariants } = configuration.properties;
  return sageMakerEndpoint({
    name,
    // Models are found by their references.
    configuration: { ...plain(configuration.properties), ProductionVariants, ShadowProductionVariants },
    deployment: (component ?? endpoint).properties.DeploymentConfig,
    component: component?.properties,
    scaled: app.of('AWS::ApplicationAutoScaling::ScalableTarget').map((target) => scaled(app, target)),
    references: references(app, endpoint),
    model: modelOf,
  });
}

function scaled(app: SynthesizedApp, target: TemplateResource): Scaled {
  const { ResourceId, MinCapacity: min, MaxCapacity: max, ScheduledActions } = target.properties;
  const policies = app.of('AWS::ApplicationAutoScaling::ScalingPolicy').filter((policy) => app.named(policy, policy.properties.ScalingTargetId) === target);
  const tracked = policies.flatMap(({ properties }) => properties.TargetTrackingScalingPolicyConfiguration ?? []);
  return {
    min,
    max,
    resourceId: text(ResourceId),
    schedules: list(ScheduledActions).length,
    metrics: tracked.map((policy) => {
      const { PredefinedMetricSpecification: usual, CustomizedMetricSpecification: own } = policy;
      return usual?.PredefinedMetricType ?? own.MetricName;
    }),
  };
}

/** References as text. */
function plain(value: Json): Json {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.keys(value).length === 1 && /^(?:Ref|Fn::)/.test(Object.keys(value)[0]!)) return text(value);
  return Object.fromEntries(Object.entries<Json>(value).map(([key, inner]) => [key, plain(inner)]));
}
