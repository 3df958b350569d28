import { hasOwnDisks } from './sagemaker-machines';
import { isScaled, mostMachines, SageMakerEndpoint, ServedVariant } from './serving-endpoint';
import { GPU_MACHINE_IMAGE, GPU_START_SECONDS } from './serving-service';

/** Properties of a resource as CloudFormation names them, which Cloud Control takes, too. */
export type Properties = Readonly<Record<string, unknown>>;

/** What the engine knows of where an endpoint runs. */
export interface ServingPlace {
  readonly roleArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly keyArn: string;
  /** Where captured requests go; absent where none are kept. */
  readonly captureUri?: string;
  /** Whether a monitor reads them, which reads no base64, as SageMaker writes what nobody says of what kind it is. */
  readonly monitored?: boolean;
}

/**
 * What an endpoint runs on, and how requests are split: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpointconfig.html
 *
 * @param models the names of the models by variant
 */
export function endpointConfiguration(endpoint: SageMakerEndpoint, models: Readonly<Record<string, string>>, place: ServingPlace): Properties {
  if (endpoint.place.kind === 'scale-to-zero') return componentConfiguration(endpoint, place);
  const { variants, shadow } = endpoint;
  return {
    ProductionVariants: variants.map((variant) => productionVariant(variant, models, shadow ? WHOLE : variant.weight)),
    ...(shadow && { ShadowProductionVariants: [productionVariant(shadow, models, shadow.percent)] }),
    ...storageKey(endpoint, place),
    ...dataCapture(endpoint, place),
  };
}

/** Models come and go as components, so that the machines are made without them: https://docs.aws.amazon.com/sagemaker/latest/dg/realtime-endpoints-deploy-models.html */
function componentConfiguration(endpoint: SageMakerEndpoint, place: ServingPlace): Properties {
  const [variant] = endpoint.variants;
  return {
    ExecutionRoleArn: place.roleArn,
    EnableNetworkIsolation: endpoint.networkIsolation,
    VpcConfig: networkOf(place),
    ProductionVariants: [{
      VariantName: variant!.name,
      ...machine(variant!),
      InitialInstanceCount: 1,
      // At least 0: https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-zero-instances.html
      ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: 0, MaxInstanceCount: Math.max(1, mostMachines(variant!)) },
      RoutingConfig: LEAST_BUSY,
    }],
    ...storageKey(endpoint, place),
  };
}

/**
 * The weight of the one variant that answers beside a shadow, which gets copies of `weight of the shadow / weight of the variant` of the requests:
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-shadow-deployment.html
 */
const WHOLE = 100;

/** A request goes to the machine that has the fewest on its way: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantRoutingConfig.html */
const LEAST_BUSY = { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' } as const;

function productionVariant(variant: ServedVariant, models: Readonly<Record<string, string>>, weight: number): Properties {
  return {
    VariantName: variant.name,
    ModelName: models[variant.name],
    ...machine(variant),
    InitialInstanceCount: Math.max(1, variant.scaling.min),
    InitialVariantWeight: weight,
    RoutingConfig: LEAST_BUSY,
  };
}

function machine({ machine: found, gpus }: ServedVariant): Properties {
  const patience = { ModelDataDownloadTimeoutInSeconds: GPU_START_SECONDS, ContainerStartupHealthCheckTimeoutInSeconds: GPU_START_SECONDS };
  return { InstanceType: found!.name, ...(gpus > 0 ? { InferenceAmiVersion: GPU_MACHINE_IMAGE, ...patience } : {}) };
}

/**
 * CreateEndpointConfig takes no key for machines with disks of their own, which these encrypt themselves:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpointconfig.html#cfn-sagemaker-endpointconfig-kmskeyid
 */
function storageKey({ variants, shadow }: SageMakerEndpoint, { keyArn }: ServingPlace): Properties {
  const machines = [...variants, ...(shadow ? [shadow] : [])].map((variant) => variant.machine!.name);
  return machines.some(hasOwnDisks) ? {} : { KmsKeyId: keyArn };
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html */
function dataCapture({ capture }: SageMakerEndpoint, { captureUri, keyArn, monitored = false }: ServingPlace): Properties {
  if (!capture) return {};
  return {
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: capture.percent,
      DestinationS3Uri: captureUri,
      KmsKeyId: keyArn,
      CaptureOptions: [{ CaptureMode: 'Input' }, ...(capture.responses ? [{ CaptureMode: 'Output' }] : [])],
      ...(monitored && { CaptureContentTypeHeader: CAPTURED_AS_TEXT }),
    },
  };
}

/** What is captured as it is: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CaptureContentTypeHeader.html */
const CAPTURED_AS_TEXT = { CsvContentTypes: ['text/csv'], JsonContentTypes: ['application/json'] } as const;

/** The subnets and the group of the models' interfaces. */
export function networkOf({ subnetIds, securityGroupId }: ServingPlace): Properties {
  return { Subnets: subnetIds, SecurityGroupIds: [securityGroupId] };
}

/** Whether the number of machines that runs is kept when a new release takes over; without it each begins with the least. */
export function keepsMachines({ variants }: SageMakerEndpoint): boolean {
  return variants.some(isScaled);
}
