import { JobSecret } from '../jobs';
import { isUnresolved, refuse } from '../private';
import { Runtime } from '../runtime';
import { ArtifactPath } from '../storage';
import { IModelVersion } from './model-version';
import { ServingContainer } from './serving-container';

/** Which model of Hugging Face, and what serves it. */
export interface HuggingFaceModelOptions {
  /** What serves it: `Runtime.vllm(…)`, or an image of your own that takes the arguments of vLLM's server. */
  readonly runtime: Runtime;

  /** The commit of the model's repository, so that what is served is what was tried. Throws `models/revision` for what is none. */
  readonly revision: string;

  /**
   * The token by which a model is read that is not open to everybody. Where a service has no way to hand a container a secret, it is refused with
   * `serving/managed-secrets`.
   * @default - none
   */
  readonly token?: JobSecret;

  /**
   * Further arguments of the server, such as `--max-model-len=8192`.
   * @default - none
   */
  readonly args?: string[];
}

/**
 * What an endpoint serves: a model in a store, a model that is part of an image, a version of a registry, or a model of Hugging Face.
 *
 * @example
 * import { IMlPlatform, Model, Runtime } from 'ml-platform-constructs';
 *
 * function models(ml: IMlPlatform): Model[] {
 *   return [
 *     Model.fromArtifact(ml.artifacts.path('fraud/1/model.tar.gz'), Runtime.xgboost('3.2')),
 *     Model.fromImage(ml.registry.imageUri('serving', '1.4.2'), { healthPath: '/healthz', predictPath: '/v1/predict' }),
 *     Model.fromHuggingFace('Qwen/Qwen3-8B', { runtime: Runtime.vllm('0.27'), revision: 'b968826d9c46dd6066d109eabc6255188de91218' }),
 *   ];
 * }
 */
export class Model {
  /**
   * A model that lies in a store: a folder, or on AWS a `model.tar.gz`, too. Throws `models/foreign-uri`, at the endpoint, for a store of another cloud.
   *
   * @param path where it lies
   * @param runtime what serves it
   * @param container how the container is asked, where the runtime is an image of your own
   */
  public static fromArtifact(path: ArtifactPath, runtime: Runtime, container?: ServingContainer): Model {
    return new Model('artifact', runtime, container, path);
  }

  /**
   * An image that has the model in it: FastAPI, Flask, BentoML, a server of your own.
   *
   * @param imageUri with its registry and its tag or digest
   * @param container how the container is asked
   */
  public static fromImage(imageUri: string, container?: ServingContainer): Model {
    return new Model('image', Runtime.image(imageUri), container);
  }

  /**
   * A version of a registry, which has to be approved: an endpoint of a version that is known not to be is refused with `models/not-approved`.
   *
   * What serves it is said beside it where a version is files only: in Azure ML, in MLflow, and in every cluster. SageMaker and Vertex AI serve a version as it was
   * registered: what is said beside it there has to be what this program registered it with, and anything else is refused with `models/version-runtime`.
   *
   * @param version the version
   * @param runtime what serves it
   * @param container how the container is asked, where the runtime is an image of your own
   */
  public static fromRegistry(version: IModelVersion, runtime?: Runtime, container?: ServingContainer): Model {
    return new Model('version', runtime, container, undefined, version);
  }

  /**
   * A model of Hugging Face, which each replica downloads when it starts, through the network's way out. Throws `models/hugging-face-id` and `models/revision`.
   *
   * @param modelId such as `Qwen/Qwen3-8B`
   * @param options which commit, and what serves it
   */
  public static fromHuggingFace(modelId: string, options: HuggingFaceModelOptions): Model {
    // https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/utils/_validators.py
    if (!isUnresolved(modelId) && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}\/[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/.test(modelId)) {
      refuse('models/hugging-face-id', `'${modelId}' is no model of Hugging Face: give its owner and its name, such as 'Qwen/Qwen3-8B'`);
    }
    if (!isUnresolved(options.revision) && !/^[0-9a-f]{40}$/.test(options.revision)) {
      refuse('models/revision', `'${options.revision}' is no commit: give the 40 hexadecimal digits that the model's page shows, so that a push there does not change what is served`);
    }
    return new Model('hugging-face', options.runtime, undefined, undefined, undefined, modelId, options);
  }

  /** @internal */
  public readonly _container?: ServingContainer;

  private constructor(
    /** `artifact`, `image`, `version` or `hugging-face`. */
    public readonly kind: string,
    /** What serves it; absent where its registry knows. */
    public readonly runtime?: Runtime,
    container?: ServingContainer,
    /** Where it lies, for `artifact`. */
    public readonly artifact?: ArtifactPath,
    /** The version, for `version`. */
    public readonly version?: IModelVersion,
    /** The model's id, for `hugging-face`. */
    public readonly modelId?: string,
    /** @internal */
    public readonly _huggingFace?: HuggingFaceModelOptions,
  ) {
    // Python hands over a struct in which nothing is said, where its user gives none.
    this._container = Object.values(container ?? {}).some((value) => value !== undefined) ? container : undefined;
  }
}
