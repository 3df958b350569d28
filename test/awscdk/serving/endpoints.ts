import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { Identity, MlPlatform, MlPlatformProps, ModelEndpoint, TrainingCluster } from '../../../src/awscdk';
import {
  Accelerator, DataCapture, Duration, EndpointKind, Machine, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Shadow, Variant,
} from '../../../src/core';
import { Json, SynthesizedApp, synthesize, testApp, text } from '../../support/cloudformation';

export const ENV = { region: 'eu-west-1', account: '123456789012' };

export interface MadeEndpoint {
  readonly app: App;
  readonly stack: Stack;
  readonly ml: MlPlatform;
  readonly endpoint: ModelEndpoint;
  synth(): SynthesizedApp;
}

export const model = (ml: MlPlatform, key = 'fraud/1/model.tar.gz') => Model.fromArtifact(ml.artifacts.path(key), Runtime.xgboost('3.2'));

/** An endpoint `Fraud` of one model, beside a platform `acme-ml`. */
export function made(props: (ml: MlPlatform) => Partial<ModelEndpointProps> = () => ({}), platform: MlPlatformProps = {}): MadeEndpoint {
  const app = testApp();
  const stack = new Stack(app, 'Acme', { env: ENV });
  const ml = new MlPlatform(stack, 'Ml', { platformName: 'acme-ml', tags: { team: 'vision' }, ...platform });
  const given = props(ml);
  const endpoint = new ModelEndpoint(stack, 'Fraud', { platform: ml, ...(given.variants ? {} : { model: model(ml) }), ...given });
  return { app, stack, ml, endpoint, synth: () => synthesize(app) };
}

/** Two scaled models, of which requests are kept. */
export const abTest = (ml: MlPlatform): Partial<ModelEndpointProps> => ({
  variants: [
    Variant.of('champion', { model: model(ml), weight: 90, scaling: Scaling.elastic(2, 8) }),
    Variant.of('challenger', { model: model(ml, 'fraud/2'), weight: 10, scaling: Scaling.elastic(2, 3) }),
  ],
  rollout: Rollout.canary(10, { bakeTime: Duration.minutes(20) }),
  objectives: { latencyP99: Duration.millis(50) },
  dataCapture: DataCapture.sampled(20),
});

export const shadowed = (ml: MlPlatform): Partial<ModelEndpointProps> => ({ shadow: Shadow.of(model(ml, 'fraud/2'), { percent: 20 }) });

/** Properties with each intrinsic function as text: `${Id}`. */
export function readable(value: Json): Json {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  const [first] = Object.keys(value as object);
  if (first === 'Ref' || first?.startsWith('Fn::')) return text(value);
  return Object.fromEntries(Object.entries<Json>(value).map(([key, inner]) => [key, readable(inner)]));
}

export const all = (app: SynthesizedApp, type: string): Json[] => app.of(type).map(({ properties }) => readable(properties));

export const one = (app: SynthesizedApp, type: string): Json => {
  const found = all(app, type);
  expect(found).toHaveLength(1);
  return found[0];
};

/** An endpoint of each kind with everything, and somebody who may ask each. */
export function endpointsEverywhere(stack: Stack, ml: MlPlatform, cluster: TrainingCluster): void {
  const vllm = { revision: 'b968826d9c46dd6066d109eabc6255188de91218', runtime: Runtime.vllm('0.27') };
  const inCluster = { kind: EndpointKind.deployment(cluster, { namespace: 'fraud' }), model: Model.fromImage(ml.registry.imageUri('serving', 'v1')), machine: Machine.general(4) };
  const each: Record<string, Partial<ModelEndpointProps>> = {
    Tested: abTest(ml),
    Shadowed: { model: model(ml), ...shadowed(ml) },
    Asleep: { kind: EndpointKind.scaleToZero(), model: Model.fromHuggingFace('Qwen/Qwen3-8B', vllm), accelerator: Accelerator.t4(), scaling: Scaling.elastic(0, 2) },
    Clustered: { ...inCluster, rollout: Rollout.allAtOnce() },
  };
  Object.entries(each).forEach(([id, props]) => {
    const endpoint = new ModelEndpoint(stack, id, { platform: ml, ...props });
    if (id === 'Clustered') endpoint.grantInvoke(cluster.addServiceAccount('Shop', { namespace: 'shop' }).identity);
    else endpoint.grantInvoke(Identity.of(new Role(stack, `${id}Caller`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })));
  });
}
