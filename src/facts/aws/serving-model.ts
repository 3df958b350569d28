import { networkOf, Properties, ServingPlace } from './serving-config';
import { SageMakerEndpoint, ServedModel, ServedVariant } from './serving-endpoint';

/** The one kind of artifact that is a file: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html */
export const ARCHIVE = /\.tar\.gz$/;

/** A model of an endpoint: what is served, as whom, and in which network. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-model.html */
export function servedModel({ networkIsolation, environment }: SageMakerEndpoint, variant: ServedVariant, place: ServingPlace): Properties {
  return {
    ExecutionRoleArn: place.roleArn,
    EnableNetworkIsolation: networkIsolation,
    VpcConfig: networkOf(place),
    PrimaryContainer: modelContainer(variant, environment),
  };
}

/**
 * What is served, and by what: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-model-containerdefinition.html. A
 * folder is taken as it is: https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-uncompressed.html
 */
function modelContainer(variant: ServedVariant, environment: Readonly<Record<string, string>>): Properties {
  const { model } = variant;
  const variables = { ...serverVariables(variant), ...environment };
  return {
    ...(model.version ? { ModelPackageName: model.version.versionId } : { Image: model.image!.uri }),
    ...(model.artifact && modelData(model.artifact.uri)),
    ...(Object.keys(variables).length > 0 ? { Environment: variables } : {}),
  };
}

function modelData(uri: string): Properties {
  const archive = isArchive(uri);
  return {
    ModelDataSource: {
      S3DataSource: { S3Uri: archive || uri.endsWith('/') ? uri : `${uri}/`, S3DataType: archive ? 'S3Object' : 'S3Prefix', CompressionType: archive ? 'Gzip' : 'None' },
    },
  };
}

/** Whether an address is that of a packed model, and not of a folder. */
export function isArchive(uri: string): boolean {
  return ARCHIVE.test(uri);
}

/**
 * What an endpoint may read: the folder in which the versions of a model lie, `fraud/` of `fraud/2` and of `fraud/2/model.tar.gz`. Not the one version alone: an endpoint
 * that went back to the release before has to start machines with that, and its role is already the new release's.
 */
export function versionsFolder(key: string): string {
  const version = isArchive(key) ? key.split('/').slice(0, -1) : key.replace(/\/$/, '').split('/');
  if (version.length === 0) return key;
  return `${(version.length > 1 ? version.slice(0, -1) : version).join('/')}/`;
}

/**
 * How vLLM learns of what it serves: its image on SageMaker turns `SM_VLLM_MAX_MODEL_LEN=8192` into `--max-model-len 8192`, and finds a model that lies in
 * `/opt/ml/model` by itself. A model is spread over all GPUs of a machine. `HF_MODEL_ID` is for images of the user's own.
 * https://github.com/aws/deep-learning-containers/blob/main/docs/vllm/configuration.md, .../scripts/docker/vllm/sagemaker_args.py
 */
function serverVariables({ model, gpus }: ServedVariant): Record<string, string> {
  const { huggingFace, framework, container: { args = [] } } = model;
  if (framework !== 'vllm') return huggingFace ? { HF_MODEL_ID: huggingFace.modelId, HF_MODEL_REVISION: huggingFace.revision } : {};
  return {
    ...(huggingFace && { SM_VLLM_MODEL: huggingFace.modelId, SM_VLLM_REVISION: huggingFace.revision }),
    ...(gpus > 1 ? { SM_VLLM_TENSOR_PARALLEL_SIZE: String(gpus) } : {}),
    ...Object.fromEntries(args.map(argumentVariable)),
  };
}

const ARGUMENT = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s;

/** Whether an argument of vLLM's server can be said by a variable. */
export function isArgumentVariable(arg: string): boolean {
  return ARGUMENT.test(arg);
}

function argumentVariable(arg: string): [string, string] {
  const [, name, value = ''] = ARGUMENT.exec(arg)!;
  return [`SM_VLLM_${name!.replaceAll('-', '_').toUpperCase()}`, value];
}

/** Whether arguments of a model's server can be said by variables. */
export function takesArguments({ framework, ownImage }: ServedModel): boolean {
  return framework === 'vllm' && !ownImage;
}
