import { Model, ModelEndpointProps, Profile, Runtime } from '../../../src/core';
import { MlPlatform, ModelEndpoint } from '../../../src/tfazure';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { Bench } from '../support/stacks';

export type EndpointProps = Partial<ModelEndpointProps> & { readonly concurrentRequests?: number };

/** A platform with an endpoint `ml-fraud` of a model in its store, unless the props say otherwise. */
export function withEndpoint(
  props: EndpointProps | ((platform: MlPlatform) => EndpointProps) = {},
  more: (endpoint: ModelEndpoint, platform: MlPlatform) => void = () => undefined,
  profile: Profile = Profile.production(),
) {
  const bench = new Bench();
  const platform = bench.platform({ profile });
  const given = typeof props === 'function' ? props(platform) : props;
  const model = given.variants || given.model ? {} : { model: Model.fromArtifact(platform.artifacts.path('fraud/1'), Runtime.xgboost('1.7')) };
  const endpoint = new ModelEndpoint(platform, 'Fraud', { platform, ...model, ...given });
  more(endpoint, platform);
  return { endpoint, platform, stack: bench.synth().stack('ml') };
}

/** The release that a workflow is given. */
export function releaseOf(stack: SynthesizedStack): Attributes {
  return definitionOf(stack).actions.release.inputs as Attributes;
}

export function definitionOf(stack: SynthesizedStack): Attributes {
  return stack.resource('azapi_resource', 'Rollout/Resource').body.properties.definition as Attributes;
}
