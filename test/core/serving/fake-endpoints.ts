import { RootConstruct } from 'constructs';
import { ClusterTraits, Duration, EndpointKind, Model, ModelEndpointProps, ModelGateway, Profile } from '../../../src/core';
import { EndpointService } from '../../../src/core/serving/endpoint-service';
import { ModelEndpointContext, ModelEndpointPlan, planModelEndpoint } from '../../../src/core/serving/model-endpoint-plan';
import { ABLE } from '../../support/fake-target';
import { clusterWith, newStack, path, TRAITS } from '../jobs/fake-jobs';
import { IMAGES } from '../runtime/fake-images';
import { CATALOGUE, NAME_RULE } from '../training/fake-cloud';

/** A service with two variants at most, whose canaries and bake times have limits. */
export const SERVICE: EndpointService = {
  name: 'Acme Serve',
  machines: CATALOGUE,
  leastReplicas: 1,
  mostVariants: 2,
  mostShadowPercent: 50,
  rollouts: { mostCanaryPercent: 50, leastLinearPercent: 10, longestBake: Duration.hours(1), longestRollout: Duration.hours(4) },
  lacks: {},
};

/** The same with machines that are shared and go, and without shadows. */
export const TO_ZERO: EndpointService = {
  ...SERVICE,
  name: 'Acme Share',
  leastReplicas: 0,
  lacks: { 'shadow': { reason: 'copies have no place', alternative: 'take EndpointKind.managed()' }, 'stepwise-rollout': { reason: 'all move at once', alternative: 'take Rollout.allAtOnce()' } },
};

export const MODEL = Model.fromImage('acme/fraud:1');
export const GATEWAY: ModelGateway = { gatewayName: 'public', namespace: 'gateways', domain: 'models.acme.io' };

/** A cluster with software for serving, and no other. */
export function serving(provided: string[] = [], traits: Partial<ClusterTraits> = {}) {
  return clusterWith({ ...TRAITS, ...traits, provided });
}

export const kserve = (...provided: string[]) => EndpointKind.kserve(serving(['kserve', ...provided]), { namespace: 'fraud' });
export const deployment = (provided: string[] = [], gateway?: ModelGateway) => EndpointKind.deployment(serving(provided), { namespace: 'fraud', gateway });

/** An endpoint of an image on a machine of four CPUs, in development unless something else is said. */
export function plan(props: Partial<ModelEndpointProps> = {}, overrides: Partial<ModelEndpointContext> = {}, id = 'Fraud'): ModelEndpointPlan {
  const profile = Profile.development();
  return planModelEndpoint(newStack(), id, props.variants ? props : { model: MODEL, ...props }, {
    target: ABLE,
    platform: { construct: new RootConstruct('Platform'), platformName: 'ml', profileName: profile.name, profile: profile.settings },
    region: 'eu-central-1',
    nameRule: NAME_RULE,
    clusterImages: IMAGES,
    serviceImages: IMAGES,
    managed: SERVICE,
    scaleToZero: TO_ZERO,
    storageUri: /^s3:\/\//,
    storageName: 'Acme stores',
    subnets: 2,
    check: () => undefined,
    ...overrides,
  });
}

/** The platform in production. */
export function inProduction(): Pick<ModelEndpointContext, 'platform'> {
  const profile = Profile.production();
  return { platform: { construct: new RootConstruct('Platform'), platformName: 'ml', profileName: profile.name, profile: profile.settings } };
}

export { path };
