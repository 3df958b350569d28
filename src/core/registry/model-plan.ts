import { IConstruct } from 'constructs';
import { JobSecret } from '../jobs';
import { isUnresolved, Problems } from '../private';
import { ImageCatalogue } from '../runtime/image-catalogue';
import { ImagePlan, planImage } from '../runtime/runtime-plan';
import { ArtifactPath } from '../storage';
import { Model } from './model';
import { IModelVersion } from './model-version';
import { isAsRegistered } from './registered-model';
import { ServingContainer } from './serving-container';

/** How a container is asked, with nothing left out. */
export interface ContainerPlan {
  readonly port: number;
  readonly healthPath: string;
  readonly predictPath: string;
  readonly grpc: boolean;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  /** Whether the user said how it is asked; an image of the almanac is asked as its makers say. */
  readonly own: boolean;
}

/** What an endpoint loads. */
export interface ModelPlan {
  readonly kind: 'artifact' | 'image' | 'version' | 'hugging-face';
  readonly framework: string;
  /** Its version, as the user asked for it; absent for an image of the user's own. */
  readonly frameworkVersion?: string;
  /** Absent for a version whose registry knows the image. */
  readonly image?: ImagePlan;
  /** Whether the user gave the image: it is pulled from where the user says, and from no mirror. */
  readonly ownImage: boolean;
  readonly container: ContainerPlan;
  /** Where its files lie. */
  readonly artifact?: ArtifactPath;
  readonly version?: IModelVersion;
  readonly huggingFace?: { readonly modelId: string; readonly revision: string; readonly token?: JobSecret };
}

/** Which images there are for a model, and where its files may lie. */
export interface ModelImages {
  readonly images: ImageCatalogue;
  /** The place, for messages: `SageMaker`, `Kubernetes`. */
  readonly place: string;
  readonly region?: string;
  /** The model of the GPUs that it is served on, `gpu` for an unknown one; absent without GPUs. */
  readonly accelerator?: string;
  /** What an address of the target's stores looks like. */
  readonly storageUri: RegExp;
  readonly storageName: string;
  /** What a packed model ends in that the place unpacks by itself; absent where it reads folders only. */
  readonly archive?: RegExp;
  /** Where it is served or registered: in the same program as the store that has its files. */
  readonly scope: IConstruct;
  /** Whose registries the place knows. */
  readonly system: string;
  /** Whether the place cannot tell by itself what serves a version. */
  readonly versionNeedsRuntime?: boolean;
  /** Whether a version is served as it was registered, whatever is said beside it. */
  readonly versionHasRuntime?: boolean;
}

/** The port and the paths of SageMaker's contract: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html */
const CONTRACT = { port: 8080, healthPath: '/ping', predictPath: '/invocations' };

/** Checks a model and finds its image; `what` names it in messages: `the variant 'main'`. */
export function planModel(model: Model, what: string, where: ModelImages, problems: Problems): ModelPlan | undefined {
  const { kind, runtime, artifact, version, modelId, _huggingFace: huggingFace } = model;
  const container = planContainer(model, what, problems);
  if (artifact) checkArtifact(artifact, what, where, problems);
  if (version) checkVersion(version, model, what, where, problems);
  if (huggingFace && huggingFace.runtime.imageUri === undefined && huggingFace.runtime.framework !== 'vllm') {
    problems.add('models/hugging-face-runtime', `${what} is '${modelId}' of Hugging Face, which ${huggingFace.runtime.framework} is not known to download: give Runtime.vllm, or Runtime.image with a server that does`);
  }
  const { accelerator, region, images: catalogue, place: cloud } = where;
  const image = runtime && planImage(runtime, { use: 'serving', accelerator, region, catalogue, cloud }, problems);
  if (runtime && !image) return undefined;
  return {
    kind: kind as ModelPlan['kind'],
    framework: runtime?.framework ?? 'custom',
    frameworkVersion: runtime?.version,
    image,
    ownImage: runtime?.imageUri !== undefined,
    container,
    artifact,
    version,
    huggingFace: huggingFace && { modelId: modelId!, revision: huggingFace.revision, token: huggingFace.token },
  };
}

function planContainer({ _container, _huggingFace }: Model, what: string, problems: Problems): ContainerPlan {
  const given: ServingContainer = _container ?? {};
  const { port = CONTRACT.port, healthPath = CONTRACT.healthPath, predictPath = CONTRACT.predictPath, grpc = false, command, args } = given;
  const complain = (message: string) => problems.add('models/container', `the container of ${what} ${message}`);
  if (!isUnresolved(port) && (!Number.isInteger(port) || port < 1 || port > 65535)) complain(`listens on port ${port}, which cannot be: give 1 to 65535`);
  Object.entries({ healthPath, predictPath }).filter(([, path]) => !isUnresolved(path) && !/^\/[^\s?#]*$/.test(path)).forEach(([name, path]) => {
    complain(`is asked at '${path}', which is no path: give '${name}' as '/v1/predict'`);
  });
  const own = _container !== undefined;
  return { port, healthPath, predictPath, grpc, command, own, args: _huggingFace?.args ?? args };
}

/** Endings of single files, and of archives. */
const FILE = /\.(?:zip|tar|tgz|gz|joblib|pkl|pt|onnx|bin|json|ubj|safetensors)$/;

function checkArtifact({ uri, key, store }: ArtifactPath, what: string, where: ModelImages, problems: Problems): void {
  const { storageUri, storageName, place, archive, scope } = where;
  if (!isUnresolved(uri.split('/')[0]) && !storageUri.test(uri)) {
    problems.add('models/foreign-uri', `${what} lies at '${uri}', which ${place} cannot read: give a path of ${storageName}`);
  } else if (store.node.root !== scope.node.root) {
    problems.add('models/foreign-store', `${what} lies in a store of another program: give a path of this platform's store, or of what ArtifactStore.fromExisting makes of that one here`);
  }
  if (!isUnresolved(key) && FILE.test(key) && !archive?.test(key)) {
    const packed = archive ? " or a 'model.tar.gz'" : ', and unpacks nothing';
    problems.add('models/artifact', `${what} is the file '${uri}', but ${place} reads a folder${packed}: give the folder that the file lies in`);
  }
}

function checkVersion(version: IModelVersion, model: Model, what: string, where: ModelImages, problems: Problems): void {
  const { place, versionNeedsRuntime, versionHasRuntime } = where;
  const { approval, versionId, registry } = version;
  if (registry.registrySystem !== where.system) {
    problems.add('models/foreign-version', `${what} is the version '${versionId}' of a registry of ${registry.registrySystem}, which ${place} cannot read: give a version of a registry of this target`);
  }
  if (approval && approval.status !== 'approved') {
    const by = approval.by === undefined ? '' : ` by ${approval.by}`;
    problems.add('models/not-approved', `${what} is the version '${versionId}', which is ${approval.status}${by}: serve it once one of its approvers has approved it`);
  }
  if (versionNeedsRuntime && !model.runtime) {
    problems.add('models/version-runtime', `${what} is the version '${versionId}', of which ${place} does not know what serves it: give the runtime beside it, Model.fromRegistry(version, runtime)`);
  }
  if (versionHasRuntime && !isAsRegistered(model)) {
    problems.add('models/version-runtime', `${what} is the version '${versionId}', which ${place} serves as it was registered, but a runtime or a container is said beside it that this program did not register it with: leave them out, or register a version with them`);
  }
}
