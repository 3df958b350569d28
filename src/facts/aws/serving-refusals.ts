import { ecrRepository } from './job-images';
import { SageMakerEndpoint, ServedModel, ServedVariant } from './serving-endpoint';
import { isArgumentVariable, takesArguments } from './serving-model';
import { COMPONENT_BLUE_GREEN, GUARDRAILS, SAGEMAKER_CONTAINER } from './serving-service';

export interface ServingRefusal {
  readonly code: string;
  readonly message: string;
}

export interface ServingCheck {
  /** How many alarms guard a rollout. */
  readonly alarms: number;
  readonly region?: string;
  readonly sealed: boolean;
  /** Whether a text is known only at deployment. */
  isUnknown(text: string): boolean;
}

/** What only SageMaker refuses of an endpoint. */
export function servingRefusals(endpoint: SageMakerEndpoint, check: ServingCheck): ServingRefusal[] {
  const all = [...endpoint.variants, ...(endpoint.shadow ? [endpoint.shadow] : [])];
  return [
    ...all.flatMap((variant) => modelRefusals(variant, check)),
    ...rolloutRefusals(endpoint, check),
    ...shadowRefusals(endpoint),
    ...environmentRefusals(endpoint),
  ];
}

function modelRefusals({ name, model }: ServedVariant, check: ServingCheck): ServingRefusal[] {
  return [...contractRefusals(name, model), ...imageRefusals(name, model, check), ...downloadRefusals(name, model, check)];
}

function contractRefusals(name: string, model: ServedModel): ServingRefusal[] {
  const { port, healthPath, predictPath, command, args = [] } = model.container;
  const asked: Readonly<Record<string, string | number>> = SAGEMAKER_CONTAINER;
  const differing = Object.entries({ port, healthPath, predictPath }).filter(([part, value]) => value !== asked[part]);
  const unsaid = takesArguments(model) ? args.filter((arg) => !isArgumentVariable(arg)) : args;
  return [
    ...differing.map(([part, value]) => refusal(
      'models/container',
      `the container of '${name}' has '${part}' ${value}, but SageMaker asks at ${asked[part]} only: let it answer there, or take EndpointKind.deployment(…)`,
    )),
    ...(command ? [refusal('models/container', `the container of '${name}' is to run '${command.join(' ')}', but SageMaker runs the image's own program: make it that of the image`)] : []),
    ...(unsaid.length > 0 ? [refusal(
      'models/container',
      `the container of '${name}' is to be called with '${unsaid.join(' ')}', but SageMaker hands a container variables only: put them into the image, or for Runtime.vllm write them as '--max-model-len=8192'`,
    )] : []),
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html#sagemaker-Type-ContainerDefinition-Image */
function imageRefusals(name: string, { image, ownImage }: ServedModel, { region, isUnknown }: ServingCheck): ServingRefusal[] {
  if (!image || !ownImage || isUnknown(image.uri)) return [];
  const found = ecrRepository(image.uri);
  if (!found) return [refusal('models/image', `the image of '${name}', '${image.uri}', does not lie in ECR, where SageMaker pulls from: copy it into a registry of the platform`)];
  if (region === undefined || found.region === region) return [];
  return [refusal('models/image', `the image of '${name}' lies in '${found.region}', but SageMaker pulls from '${region}' only: copy it into a registry there`)];
}

function downloadRefusals(name: string, { huggingFace }: ServedModel, { sealed }: ServingCheck): ServingRefusal[] {
  return [
    ...(huggingFace && sealed ? [refusal('serving/isolated-download', `'${name}' is downloaded from Hugging Face when it starts, but the network has no way out: copy the model into a store`)] : []),
  ];
}

function rolloutRefusals({ rollout, place }: SageMakerEndpoint, { alarms }: ServingCheck): ServingRefusal[] {
  return [
    ...(place.kind === 'scale-to-zero' && rollout.kind === 'blue-green' ? [refusal('serving/kind', COMPONENT_BLUE_GREEN)] : []),
    ...(alarms > GUARDRAILS.mostAlarms ? [refusal('serving/rollout-alarms', `${alarms} alarms guard the rollout, but SageMaker reads ${GUARDRAILS.mostAlarms} at most: give fewer`)] : []),
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/shadow-tests-create.html */
function shadowRefusals({ shadow, variants }: SageMakerEndpoint): ServingRefusal[] {
  if (!shadow || variants.length === 1) return [];
  return [refusal('serving/variants', `a shadow and ${variants.length} variants are asked for, but beside a shadow SageMaker has one variant only: leave out one of the two`)];
}

/** The longest value of a variable: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html#sagemaker-Type-ContainerDefinition-Environment */
const LONGEST_VALUE = 1_024;

function environmentRefusals({ environment }: SageMakerEndpoint): ServingRefusal[] {
  return Object.entries(environment).filter(([, value]) => value.length > LONGEST_VALUE).map(([name, value]) => refusal(
    'serving/environment', `'${name}' has ${value.length} characters, but SageMaker hands on ${LONGEST_VALUE} at most: let the container read it from a store`,
  ));
}

function refusal(code: string, message: string): ServingRefusal {
  return { code, message };
}
