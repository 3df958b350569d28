import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Duration } from '../../core';
import { isUnresolved } from '../../core/private';
import { ModelEndpointPlan, planModelEndpoint } from '../../core/serving/model-endpoint-plan';
import { contentOf } from '../../core/serving/model-files';
import { REGISTRIES } from '../../facts/aws/image-registries';
import { IMAGES } from '../../facts/aws/images';
import { ARCHIVE } from '../../facts/aws/serving-model';
import { SAGEMAKER_ENDPOINT_NAME } from '../../facts/aws/serving-service';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { privateSubnets } from '../platform/platform-network';
import { TARGET } from '../support';
import { HELM_TIMEOUT_SECONDS } from '../training/helm-timeout';
import { checkEndpoint } from './endpoint-checks';
import { componentService, endpointService } from './managed-service';
import { ModelEndpointProps } from './model-endpoint-props';

/** Checks what an endpoint is to be, and completes it. */
export function planEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps): ModelEndpointPlan {
  const { platform } = props;
  const { region } = Stack.of(scope);
  const known = isUnresolved(region) ? undefined : region;
  return planModelEndpoint(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings },
    region: known,
    nameRule: SAGEMAKER_ENDPOINT_NAME,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: REGISTRIES },
    managed: endpointService(known),
    scaleToZero: componentService(known),
    storageUri: /^s3:\/\//,
    storageName: 'S3',
    archive: ARCHIVE,
    longestClusterRelease: Duration.seconds(HELM_TIMEOUT_SECONDS),
    subnets: privateSubnets(platform.vpc).length,
    contentOf,
    check: (plan, problems) => checkEndpoint(known, plan, props, problems),
  });
}
