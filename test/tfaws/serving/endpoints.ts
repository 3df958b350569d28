import { DataCapture, Duration, Model, ModelEndpointProps, Rollout, Runtime, Scaling, Shadow, Variant } from '../../../src/core';
import { MlPlatform, MlPlatformProps, ModelEndpoint } from '../../../src/tfaws';
import { Attributes, parseJsonText, SynthesizedStack } from '../../support/terraform';
import { Stage, stage } from '../platforms';

export interface EndpointStage extends Stage {
  readonly endpoint: ModelEndpoint;
}

export const model = (ml: MlPlatform, key = 'fraud/1/model.tar.gz') => Model.fromArtifact(ml.artifacts.path(key), Runtime.xgboost('3.2'));

/** An endpoint `Fraud` of one model, with a platform `acme-ml`. */
export function endpointStage(
  props: (ml: MlPlatform) => Partial<ModelEndpointProps> = () => ({}),
  platformProps: Partial<MlPlatformProps> = {},
): EndpointStage {
  const made = stage({ tags: { team: 'vision' }, ...platformProps });
  const given = props(made.platform);
  const endpoint = new ModelEndpoint(made.stack, 'Fraud', { platform: made.platform, ...(given.variants ? {} : { model: model(made.platform) }), ...given });
  return { ...made, endpoint };
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

/** What Cloud Control is asked for, by its type. */
export function desired(stack: SynthesizedStack, type: string): Attributes {
  const found = Object.values(stack.resources('aws_cloudcontrolapi_resource')).filter(({ type_name }) => type_name === `AWS::SageMaker::${type}`);
  expect(found).toHaveLength(1);
  return parseJsonText(found[0]!.desired_state as string);
}
