import { ServicePlace } from '../../core/serving/endpoint-service';
import { ModelEndpointPlan } from '../../core/serving/model-endpoint-plan';
import { ScalingPlan, TrackedTarget } from '../../core/serving/scaling-plan';
import { percentages } from '../../core/serving/split';
import { VariantPlan } from '../../core/serving/variant-plan';
import { SCALING_METRICS } from '../../facts/gcp/serving-metrics';
import { VERTEX_ACCELERATORS, VERTEX_MACHINES } from '../../facts/gcp/vertex-machines';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { containerSpec } from './model-content';
import { ReleaseGuard } from './rollout-guards';

/** The limits of replicas, as Vertex AI changes them in place. */
export interface Limits {
  readonly minReplicaCount: number;
  readonly maxReplicaCount: number;
  readonly autoscalingMetricSpecs: ReadonlyArray<{ readonly metricName: string; readonly target: number }>;
}

/** One of the models of a release. */
export interface ReleaseVariant {
  readonly name: string;
  /** Its name and its content: what a deployment is called, by which it is found again. */
  readonly key: string;
  readonly percent: number;
  /** A model that is uploaded under an id that its content gives, … */
  readonly modelId?: string;
  readonly upload?: object;
  /** … or one of a registry. */
  readonly model?: string;
  /** `DeployedModel` of Vertex AI (v1) without its model and its name. */
  readonly deployed: object;
  readonly limits: Limits;
}

/** What an endpoint is to serve, and how it gets there: all that the workflow of rollouts is told. */
export interface Release {
  readonly action: 'release';
  readonly project: string;
  readonly place: string;
  readonly endpoint: string;
  /** Names of the models that were uploaded for this endpoint. */
  readonly ownModels: string;
  readonly variants: readonly ReleaseVariant[];
  readonly steps: ReadonlyArray<{ readonly percent: number; readonly seconds: number }>;
  readonly guards: readonly ReleaseGuard[];
  /** Ids of alert policies. */
  readonly alarms: readonly string[];
}

/** What a release refers to. */
export interface ReleaseParts {
  readonly platform: IMlPlatform;
  /** `projects/…/locations/…/endpoints/…`. */
  readonly endpoint: string;
  /** The e-mail of the account of the containers. */
  readonly account: string;
  readonly guards: readonly ReleaseGuard[];
  readonly alarms: readonly string[];
  readonly acceleratorType?: string;
  /** Twelve hexadecimal digits for a content. */
  readonly digest: (content: object) => string;
}

export function releaseOf(plan: ModelEndpointPlan<ServicePlace>, parts: ReleaseParts): Release {
  const { name, rollout: { steps, bakeSeconds, keepOldSeconds } } = plan;
  const { platform: { project, location }, endpoint, guards, alarms } = parts;
  const percents = percentages(plan.variants.map(({ weight }) => weight));
  return {
    action: 'release',
    project,
    place: `projects/${project}/locations/${location}`,
    endpoint,
    ownModels: ownModels(name),
    variants: plan.variants.map((variant, i) => variantOf(plan, variant, percents[i]!, parts)),
    steps: steps.map((percent, i) => ({ percent, seconds: bakeSeconds + (i === steps.length - 1 ? keepOldSeconds : 0) })),
    guards,
    alarms,
  };
}

function variantOf(plan: ModelEndpointPlan, variant: VariantPlan, percent: number, parts: ReleaseParts): ReleaseVariant {
  const { name, model, scaling, gpus } = variant;
  const { digest, platform, account } = parts;
  const machineSpec = machineOf(variant, parts);
  const limits = limitsOf(scaling);
  const deployed = { serviceAccount: account, dedicatedResources: { machineSpec, ...limits } };
  const runsOn = { account, machineSpec };
  if (model.version) {
    return { name, percent, limits, deployed, model: model.version.versionId, key: `${name}-${digest({ ...runsOn, model: model.version.versionId })}` };
  }
  const upload = {
    displayName: `${plan.name}: ${name}`,
    ...(model.artifact ? { artifactUri: model.artifact.uri } : {}),
    containerSpec: containerSpec(model, plan.environment, gpus),
    encryptionSpec: { kmsKeyName: platform.encryptionKey.keyId },
    labels: { ...platform.tags, endpoint: plan.name },
  };
  return { name, percent, limits, deployed, upload, modelId: `${plan.name}-${digest(upload)}`, key: `${name}-${digest({ ...runsOn, upload })}` };
}

function machineOf({ machine }: VariantPlan, { acceleratorType }: ReleaseParts): object {
  const { name, gpus } = machine!;
  const known = VERTEX_MACHINES[name]?.acceleratorType;
  return { machineType: name, ...(gpus > 0 ? { acceleratorType: acceleratorType ?? VERTEX_ACCELERATORS[known!], acceleratorCount: gpus } : {}) };
}

/** Where nothing moves their number, Vertex AI is given none either. */
function limitsOf({ min, max, tracked }: ScalingPlan): Limits {
  return { minReplicaCount: min, maxReplicaCount: max, autoscalingMetricSpecs: tracked.map(specOf) };
}

function specOf({ kind, target }: TrackedTarget): Limits['autoscalingMetricSpecs'][number] {
  return { metricName: SCALING_METRICS[kind as 'cpu' | 'gpu' | 'requests'], target: Math.round(target) };
}

/** What the workflow is told when the endpoint goes. Versions of a registry are named so that they go later. */
export function farewellOf(plan: ModelEndpointPlan, endpoint: string): object {
  const serves = plan.variants.flatMap(({ model: { version } }) => version?.versionId ?? []);
  return { action: 'remove', endpoint, ownModels: ownModels(plan.name), ...(serves.length > 0 ? { serves } : {}) };
}

/** Names of the models that were uploaded for an endpoint. */
function ownModels(name: string): string {
  return `/models/${name}-[0-9a-f]{12}$`;
}
