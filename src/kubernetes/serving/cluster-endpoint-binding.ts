import { ArtifactPath, IModelVersion } from '../../core';
import { ModelPlan } from '../../core/registry/model-plan';

/** What an endpoint in a cluster has to know of its cloud. */
export interface ClusterEndpointBinding {
  /** The account of its pods, which is the endpoint's identity. */
  readonly serviceAccountName: string;
  /** Labels that make pods that identity. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Variables of what fetches the files of models, where the account alone does not do. */
  readonly storageEnvironment?: ReadonlyArray<Record<string, unknown>>;
  /** Whether each request is a line of JSON in the logs, for clouds that measure by logs: `ml_endpoint`, `ml_variant`, `status`, `ms`. */
  readonly requestLog?: boolean;
  /** What else sends a rollout back, in PromQL, when it is more than 0. */
  readonly guards?: readonly string[];
  /** Where Prometheus answers, where it is not that of kube-prometheus-stack. */
  readonly prometheusUrl?: string;
  /** How long a step of Helm may take at most; absent where nothing ends it. */
  readonly longestReleaseSeconds?: number;
  /** The address of the files of a model, where that of their path is not one of `s3://`, `gs://` and `https://<account>.blob.core.windows.net/`. */
  modelUri?(path: ArtifactPath): string;
  /** Where the files of a version of a registry lie. */
  artifactOf?(version: IModelVersion): ArtifactPath | undefined;
  /** A value that is worked out when the program is written, as the target's tokens are: a monitor that is made later may have requests kept. */
  lazy(produce: () => unknown): unknown;
}

/** Where the files of a model lie; nowhere where it is part of its image, or its server fetches it. */
export function filesOf({ artifact, version }: ModelPlan, binding: ClusterEndpointBinding): ArtifactPath | undefined {
  return artifact ?? (version && binding.artifactOf?.(version));
}
