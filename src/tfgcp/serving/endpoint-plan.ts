import { IConstruct } from 'constructs';
import { ModelEndpointPlan, planModelEndpoint } from '../../core/serving/model-endpoint-plan';
import { IMAGES, REGISTRIES } from '../../facts/gcp/images';
import { ENDPOINT_NAME } from '../../facts/gcp/names';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { contentOf } from '../registry/version-artifact';
import { TARGET } from '../support';
import { checkEndpoint } from './endpoint-checks';
import { VERTEX_ENDPOINTS } from './managed-service';
import { ModelEndpointProps } from './model-endpoint-props';

/** Checks what an endpoint is to be, and completes it. */
export function planEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps): ModelEndpointPlan {
  const { platform } = props;
  const { platformName, profile, location, network } = platform;
  return planModelEndpoint(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profileName: profile.name, profile: profile.settings },
    region: location,
    nameRule: ENDPOINT_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: VERTEX_ENDPOINTS,
    storageUri: /^gs:\/\//,
    storageName: 'Cloud Storage',
    subnets: network.privateSubnetIds.length,
    contentOf,
    check: (plan, problems) => checkEndpoint(plan, props, problems),
  });
}
