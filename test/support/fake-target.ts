import { Construct, RootConstruct } from 'constructs';
import { MlPlatformProps } from '../../src/core';
import { PlatformContext, PlatformPlan, planPlatform } from '../../src/core/platform/ml-platform-plan';
import { Target } from '../../src/core/private';

/** A target that can do everything, so that core is tested without a cloud. */
export const ABLE: Target = { name: 'tfaws', system: 'aws', clusterSystem: 'kubernetes', refusals: {} };

export function context(overrides: Partial<PlatformContext> = {}): PlatformContext {
  return {
    target: ABLE,
    system: 'aws',
    region: 'eu-central-1',
    knownRegions: ['eu-central-1', 'eu-west-1'],
    existing: [],
    check: () => undefined,
    ...overrides,
  };
}

export function plan(props: MlPlatformProps = {}, overrides: Partial<PlatformContext> = {}): PlatformPlan {
  return planPlatform(new Construct(new RootConstruct('App'), 'Stack'), 'Ml', props, context(overrides));
}
