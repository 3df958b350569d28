import { isUnresolved, literal, nearest, refuse } from '../private';
import { FRAMEWORKS } from './frameworks';

/**
 * What a training job or an endpoint runs: a framework in a version. Which image that is follows from the cloud, the region, the accelerator and the use
 * (training or serving); the table of all of them is in `docs/runtimes.md`.
 *
 * A version is `major.minor`, for the newest patch that this version of the library knows, or `major.minor.patch`. A version that a cloud has no image of is
 * refused with `runtime/version` and the nearest one, a framework that it has no image of with `runtime/unavailable`, a GPU that an image cannot use with
 * `runtime/accelerator`. For all of them there is `Runtime.image`.
 *
 * @example
 * import { Runtime } from 'ml-platform-constructs';
 *
 * const training = Runtime.pytorch('2.13');
 * const serving = Runtime.vllm('0.27');
 * const own = Runtime.image('ghcr.io/acme/fraud:1.4.2', 'xgboost');
 */
export class Runtime {
  /**
   * PyTorch, for training and serving.
   *
   * @param version such as `2.13`
   */
  public static pytorch(version: string): Runtime {
    return Runtime.of('pytorch', version);
  }

  /**
   * TensorFlow with Keras, for training and serving.
   *
   * @param version such as `2.19`
   */
  public static tensorflow(version: string): Runtime {
    return Runtime.of('tensorflow', version);
  }

  /**
   * JAX, for training on Kubernetes; no other cloud publishes an image.
   *
   * @param version such as `0.7`
   */
  public static jax(version: string): Runtime {
    return Runtime.of('jax', version);
  }

  /**
   * XGBoost, for training and serving.
   *
   * @param version such as `3.2`
   */
  public static xgboost(version: string): Runtime {
    return Runtime.of('xgboost', version);
  }

  /**
   * Scikit-learn, for training and serving.
   *
   * @param version such as `1.5`
   */
  public static sklearn(version: string): Runtime {
    return Runtime.of('sklearn', version);
  }

  /**
   * LightGBM, for training and serving.
   *
   * @param version such as `4.6`
   */
  public static lightgbm(version: string): Runtime {
    return Runtime.of('lightgbm', version);
  }

  /**
   * Transformers of Hugging Face on PyTorch, for training and serving.
   *
   * @param transformersVersion such as `5.3`
   */
  public static huggingFace(transformersVersion: string): Runtime {
    return Runtime.of('huggingface', transformersVersion);
  }

  /**
   * Ray, for training and serving.
   *
   * @param version such as `2.56`
   */
  public static ray(version: string): Runtime {
    return Runtime.of('ray', version);
  }

  /**
   * AutoGluon, for training and serving.
   *
   * @param version such as `1.5`
   */
  public static autogluon(version: string): Runtime {
    return Runtime.of('autogluon', version);
  }

  /**
   * DeepSpeed with PyTorch, for training on Kubernetes. The image of PyTorch on Azure has DeepSpeed in it.
   *
   * @param version such as `0.19`
   */
  public static deepSpeed(version: string): Runtime {
    return Runtime.of('deepspeed', version);
  }

  /**
   * Open MPI, for training with programs that bring everything else.
   *
   * @param version Open MPI's, such as `5.0`
   */
  public static mpi(version: string): Runtime {
    return Runtime.of('mpi', version);
  }

  /**
   * Horovod, for training. It is inactive, which the platform warns of with `runtime/ending`: `pytorch`, `deepSpeed` and `ray` take its place.
   *
   * @param version such as `0.28`
   */
  public static horovod(version: string): Runtime {
    return Runtime.of('horovod', version);
  }

  /**
   * NVIDIA Triton, for serving models of TensorRT, ONNX, PyTorch, TensorFlow and others.
   *
   * @param version the release, such as `26.05`
   */
  public static triton(version: string): Runtime {
    return Runtime.of('triton', version);
  }

  /**
   * The server of vLLM, which speaks OpenAI's protocol, for serving language models.
   *
   * @param version such as `0.27`
   */
  public static vllm(version: string): Runtime {
    return Runtime.of('vllm', version);
  }

  /**
   * MLServer, for serving models of MLflow, Scikit-learn, XGBoost and LightGBM on Kubernetes by the Open Inference Protocol.
   *
   * @param version such as `1.7`
   */
  public static mlserver(version: string): Runtime {
    return Runtime.of('mlserver', version);
  }

  /**
   * TorchServe, for serving. It gets no security patches any more, which the platform warns of with `runtime/ending`: `triton`, `vllm` and `mlserver` take
   * its place.
   *
   * @param version such as `0.12`
   */
  public static torchserve(version: string): Runtime {
    return Runtime.of('torchserve', version);
  }

  /**
   * Text Generation Inference of Hugging Face, for serving. It is in maintenance mode, which the platform warns of with `runtime/ending`: `vllm` takes its
   * place.
   *
   * @param version such as `3.3`
   */
  public static tgi(version: string): Runtime {
    return Runtime.of('tgi', version);
  }

  /**
   * An image of your own, on every cloud and for every use and accelerator. What is in it is believed.
   *
   * @param uri with its registry and its tag or digest; it may be known only at deployment
   * @param framework what is in it, where the platform is to know: one of the names that `framework` has; `custom` by default
   */
  public static image(uri: string, framework?: string): Runtime {
    if (!isUnresolved(uri) && (uri.trim() === '' || /\s/.test(uri))) {
      refuse('runtime/image', `'${uri}' is no image: give its registry, repository and tag, such as 'ghcr.io/acme/fraud:1.4.2'`);
    }
    const named = literal(framework ?? 'custom', 'the framework of an image');
    const known = Object.keys(FRAMEWORKS);
    if (named !== 'custom' && !known.includes(named)) {
      refuse('runtime/framework', `'${named}' is not a framework that is known (nearest: '${nearest(named, known)}'): give one of ${known.join(', ')}, or none`);
    }
    return new Runtime(named, undefined, uri);
  }

  private static of(framework: string, version: string): Runtime {
    if (!/^\d+\.\d+(\.\d+)?$/.test(literal(version, `the version of ${framework}`))) {
      refuse('runtime/version', `'${version}' is no version of ${framework}: give two or three numbers, such as '2.10' or '2.10.0'`);
    }
    return new Runtime(framework, version);
  }

  private constructor(
    /** The framework: `pytorch`, `tensorflow`, `xgboost` and so on; `custom` for an image of your own of which nothing is known. */
    public readonly framework: string,
    /** Its version, as it was asked for. */
    public readonly version?: string,
    /** The image, where it is your own. */
    public readonly imageUri?: string,
  ) {}
}
