import { Properties } from './serving-config';
import { SageMakerEndpoint, ServedVariant } from './serving-endpoint';

/**
 * One model on machines that several may share: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-inferencecomponent.html.
 * It is called as its endpoint is. A copy has a machine to itself, but for what SageMaker's own programs need of it.
 */
export function inferenceComponent({ name, variants }: SageMakerEndpoint, modelName: string): Properties {
  const [variant] = variants;
  return {
    InferenceComponentName: name,
    EndpointName: name,
    VariantName: variant!.name,
    Specification: { ModelName: modelName, ComputeResourceRequirements: wholeMachine(variant!) },
    // How many copies run is the scaling's from then on; a property that is never read back.
    RuntimeConfig: { CopyCount: Math.max(1, variant!.scaling.min) },
  };
}

/** Of a machine's memory that a copy asks for: the system and SageMaker's agents keep some. https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceComponentComputeResourceRequirements.html */
const MEMORY_PART = 0.75;

function wholeMachine({ gpus, machine }: ServedVariant): Properties {
  const memory = { MinMemoryRequiredInMb: Math.floor(machine!.memoryGib * 1024 * MEMORY_PART) };
  return gpus > 0 ? { NumberOfAcceleratorDevicesRequired: gpus, ...memory } : { NumberOfCpuCoresRequired: machine!.cpus - 1, ...memory };
}
