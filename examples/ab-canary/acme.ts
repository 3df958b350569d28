import {
  AlertChannel, Duration, IMlPlatform, MlPlatformProps, Model, ModelEndpointProps, Profile, Rollout, Runtime, Scaling, Variant,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'payments' },
};

/** Nine of ten requests go to the model that has answered so far, one to the model that wants its place. */
export function championAndChallenger(ml: IMlPlatform, runtime: Runtime): ModelEndpointProps {
  const fraud = (version: number) => Model.fromArtifact(ml.artifacts.path(`fraud/${version}`), runtime);
  return {
    variants: [
      Variant.of('champion', { model: fraud(7), weight: 90, scaling: Scaling.elastic(2, 8) }),
      Variant.of('challenger', { model: fraud(8), weight: 10, scaling: Scaling.fixed(1) }),
    ],
    objectives: { latencyP99: Duration.millis(250), errorPercent: 0.5 },
    // Whatever changes here takes over with a tenth of its traffic, and with all of it after twenty minutes without an alarm.
    rollout: Rollout.canary(10, { bakeTime: Duration.minutes(20) }),
  };
}
