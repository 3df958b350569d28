import { IConstruct } from 'constructs';
import { ModelEndpointPlan, modelsOf } from '../../core/serving/model-endpoint-plan';
import { fewestReplicas, mostReplicas } from '../../core/serving/scaling-plan';
import { percentages } from '../../core/serving/split';
import { VariantPlan } from '../../core/serving/variant-plan';
import { AutoscaleProperties, autoscaleProperties } from './autoscale-profiles';
import { Asset, DeploymentContent, DeploymentProperties, shortHash } from './deployment-content';

/** One deployment that a release wants. */
export interface ReleasedModel {
  readonly variant: string;
  /** Of the requests, in percent; of a shadow, of how many it gets copies. */
  readonly percent: number;
  readonly shadow: boolean;
  /** What tells one content from another. */
  readonly content: string;
  readonly assets: readonly Asset[];
  readonly properties: DeploymentProperties;
  /** Replicas of the first deployment; a later one begins with as many as the one before has. */
  readonly first: number;
  readonly least: number;
  readonly most: number;
  /** Absent where the number of replicas is fixed. */
  readonly autoscale?: AutoscaleProperties;
}

/** The endpoint itself, without its traffic. */
export interface ReleasedEndpoint {
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly identity: { readonly type: 'UserAssigned'; readonly userAssignedIdentities: Readonly<Record<string, object>> };
  readonly properties: { readonly authMode: 'AADToken'; readonly publicNetworkAccess: 'Enabled' | 'Disabled' };
}

/** The whole that an endpoint is to serve, and how it gets there: what a rollout is given. */
export interface ReleaseContent {
  readonly endpoint: ReleasedEndpoint;
  readonly models: readonly ReleasedModel[];
  /** The part of the new traffic after each step, in percent. */
  readonly steps: readonly number[];
  /** How long each step is watched. */
  readonly watchSeconds: number;
  /** How long what served before stays after the last step. */
  readonly keepSeconds: number;
  /** The ids of the alert rules that send traffic back. */
  readonly alarms: readonly string[];
}

export interface ReleaseParts {
  readonly endpoint: ReleasedEndpoint;
  readonly contentOf: (variant: VariantPlan) => DeploymentContent;
  readonly watchSeconds: number;
  readonly alarms: readonly string[];
}

export function releaseContent(scope: IConstruct, plan: ModelEndpointPlan, parts: ReleaseParts): ReleaseContent {
  const { endpoint, contentOf, watchSeconds, alarms } = parts;
  const percents = percentages(plan.variants.map(({ weight }) => weight));
  const percentOf = (variant: VariantPlan) => (variant === plan.shadow ? plan.shadow.percent : percents[plan.variants.indexOf(variant)]!);
  const models = modelsOf(plan).map((variant): ReleasedModel => {
    const content = contentOf(variant);
    const { scaling } = variant;
    return {
      variant: variant.name,
      percent: percentOf(variant),
      shadow: variant === plan.shadow,
      // The versions of its assets stand in it, and their tags do not: a new tag is no new model.
      content: shortHash(scope, content.properties),
      assets: content.assets,
      properties: content.properties,
      first: scaling.min,
      least: fewestReplicas(scaling),
      most: mostReplicas(scaling),
      autoscale: autoscaleProperties(scaling),
    };
  });
  return { endpoint, models, steps: plan.rollout.steps, watchSeconds, keepSeconds: plan.rollout.keepOldSeconds, alarms };
}
