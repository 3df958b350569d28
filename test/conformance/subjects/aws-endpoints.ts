import { MACHINES } from '../../../src/facts/aws/machines';
import { Json, list } from '../../support/cloudformation';
import { EndpointFacts, VariantFacts } from '../facts';
import { AwsReferences, awsRights } from './aws-runs';

/** What Application Auto Scaling does with a variant, or a component. */
export interface Scaled {
  readonly resourceId: string;
  readonly min: number;
  readonly max: number;
  readonly schedules: number;
  /** Names of metrics, or of what is predefined. */
  readonly metrics: string[];
}

/** An endpoint of SageMaker in the words of CloudFormation, as each of the two engines refers to its parts. */
export interface SageMakerParts {
  readonly name: string;
  readonly configuration: Json;
  /** The deployment configuration of the endpoint, or of its component. */
  readonly deployment: Json;
  readonly component?: Json;
  readonly scaled: readonly Scaled[];
  readonly references: AwsReferences;
  /** The model that a reference names. */
  model(reference: Json): Json;
}

const FOLLOWS: ReadonlyArray<readonly [RegExp, string]> = [[/Invocations/, 'requests'], [/GPU/, 'gpu'], [/CPU/, 'cpu'], [/Latency/, 'latency']];

export function sageMakerEndpoint(parts: SageMakerParts): EndpointFacts {
  const { name, configuration, deployment, component, references } = parts;
  const variants = list<Json>(configuration.ProductionVariants);
  const total = variants.reduce((sum, { InitialVariantWeight = 1 }) => sum + (InitialVariantWeight as number), 0);
  const [shadow] = list<Json>(configuration.ShadowProductionVariants);
  const modelOf = (variant: Json) => parts.model(component ? component.Specification.ModelName : variant.ModelName);
  const facts = (variant: Json, percent: number) => variantFacts(parts, variant, modelOf(variant), Math.round(percent));
  const [role] = new Set([...variants, ...(shadow ? [shadow] : [])].map((variant) => modelOf(variant).ExecutionRoleArn as string));
  const { BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling, AutoRollbackConfiguration: rollback } = deployment;
  const routing = blueGreen?.TrafficRoutingConfiguration;
  const network = modelOf(variants[0]!).VpcConfig;
  const { DataCaptureConfig: capture } = configuration;
  return {
    name,
    kind: component ? 'scale-to-zero' : 'managed',
    variants: variants.map((variant) => facts(variant, ((variant.InitialVariantWeight ?? 1) * 100) / total)),
    shadow: shadow && { ...facts(shadow, 0), percent: (shadow.InitialVariantWeight * 100) / variants[0]!.InitialVariantWeight },
    rollout: {
      firstPercent: (routing?.CanarySize ?? routing?.LinearStepSize)?.Value ?? 100,
      bakeSeconds: routing?.WaitIntervalInSeconds ?? rolling?.WaitIntervalInSeconds,
      guards: list(rollback?.Alarms).length,
    },
    capture: capture && { percent: capture.InitialSamplingPercentage, location: capture.DestinationS3Uri },
    private: list<string>(network.Subnets).every((subnet) => references.isPrivateSubnet(subnet)),
    encrypted: references.isKey(configuration.KmsKeyId) && (!capture || references.isKey(capture.KmsKeyId)),
    isolated: variants.every((variant) => modelOf(variant).EnableNetworkIsolation === true),
    runsAs: role!,
    ...rightsOf(references.statements(role!)),
  };
}

function rightsOf(statements: readonly Json[]): Pick<EndpointFacts, 'reads' | 'writes'> {
  const { reads, writes } = awsRights(statements);
  return { reads, writes };
}

function variantFacts(parts: SageMakerParts, variant: Json, { PrimaryContainer: container }: Json, percentOfTraffic: number): VariantFacts {
  const { name, scaled, component } = parts;
  const found = scaled.find(({ resourceId }) => resourceId === (component ? `inference-component/${component.InferenceComponentName}` : `endpoint/${name}/variant/${variant.VariantName}`));
  const fixed = component ? component.RuntimeConfig.CopyCount : variant.InitialInstanceCount;
  const follows = (found?.metrics ?? []).map((metric) => FOLLOWS.find(([pattern]) => pattern.test(metric))![1]);
  return {
    name: variant.VariantName,
    percentOfTraffic,
    image: container.Image,
    model: container.ModelDataSource?.S3DataSource.S3Uri,
    environment: container.Environment ?? {},
    min: found?.min ?? fixed,
    max: found?.max ?? fixed,
    follows: follows.sort(),
    schedules: found?.schedules ?? 0,
    gpus: MACHINES[(variant.InstanceType as string).replace(/^ml\./, '')]?.gpus ?? 0,
    machine: variant.InstanceType,
  };
}
