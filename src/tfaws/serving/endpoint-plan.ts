import { IConstruct } from 'constructs';
import { ModelEndpointPlan, planModelEndpoint } from '../../core/serving/model-endpoint-plan';
import { contentOf } from '../../core/serving/model-files';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { ARCHIVE } from '../../facts/aws/serving-model';
import { SAGEMAKER_ENDPOINT_NAME } from '../../facts/aws/serving-service';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { TARGET } from '../support';
import { checkEndpoint } from './endpoint-checks';
import { componentService, endpointService } from './managed-service';
import { ModelEndpointProps } from './model-endpoint-props';

/** Checks what an endpoint is to be, and completes it. */
export function planEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps): ModelEndpointPlan {
  const { platform } = props;
  const { region, network: { privateSubnetIds } } = platform;
  return planModelEndpoint(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings },
    region,
    nameRule: SAGEMAKER_ENDPOINT_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: endpointService(region),
    scaleToZero: componentService(region),
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    archive: ARCHIVE,
    subnets: privateSubnetIds.length,
    contentOf,
    check: (plan, problems) => checkEndpoint(plan, props, problems),
  });
}
