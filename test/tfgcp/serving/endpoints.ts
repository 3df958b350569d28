import { createHash } from 'node:crypto';
import { Model, ModelEndpointProps as PortableProps, Profile, Runtime } from '../../../src/core';
import { MlPlatform, MlPlatformProps, ModelEndpoint, ModelEndpointProps } from '../../../src/tfgcp';
import { Attributes, SynthesizedStack } from '../../support/terraform';
import { sourceOf } from '../../support/workflow';
import { Stage, stage } from '../platforms';

type Json = any;

/** What is said of an endpoint, once there is a platform to say it of. */
export type Wish = (platform: MlPlatform) => Partial<ModelEndpointProps>;

export function fraud(platform: MlPlatform, version = 1): PortableProps {
  return { model: Model.fromArtifact(platform.artifacts.path(`fraud/${version}`), Runtime.xgboost('2.1')) };
}

export interface EndpointStage extends Stage {
  readonly endpoint: ModelEndpoint;
}

/** An App with one stack that holds a platform `Ml` with an endpoint `Fraud`. */
export function endpointStage(wish: Wish = () => ({}), platformProps: Partial<MlPlatformProps> = { profile: Profile.development() }): EndpointStage {
  const staged = stage(platformProps);
  const { platform } = staged;
  const props = wish(platform);
  return { ...staged, endpoint: new ModelEndpoint(platform, 'Fraud', { platform, ...(props.variants || props.model ? {} : fraud(platform)), ...props }) };
}

/** What a text of Terraform that is JSON says; a digest is one of its reference, and any other reference is its own text. */
export function saidIn(text: unknown): Json {
  const digests = (text as string).replace(/\$\{substr\(sha256\(([^)]*)\), 0, 12\)\}/g, (_, of: string) => createHash('sha256').update(of).digest('hex').slice(0, 12));
  return JSON.parse(sourceOf(digests.replace(/%%\{/g, '%{').replace(/\$\{element\([^}]*\)\}/g, 'policy'))) as Json;
}

/** What the workflow is told by the release of a stack, and when all of it goes. */
export function toldIn(stack: SynthesizedStack): { readonly release: Json; readonly farewell: Json } {
  const calls = Object.values(stack.resources('restful_operation')) as Attributes[];
  const release = calls.find(({ method }) => method === 'POST')!;
  const farewell = calls.find(({ delete_method: method }) => method === 'POST')!;
  return { release: saidIn((release.body as Json).argument), farewell: saidIn((farewell.delete_body as Json).argument) };
}
