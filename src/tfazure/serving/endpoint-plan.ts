import { IConstruct } from 'constructs';
import { ModelEndpointPlan, planModelEndpoint } from '../../core/serving/model-endpoint-plan';
import { IMAGES } from '../../facts/azure/images';
import { NAME_RULES } from '../../facts/azure/names';
import { IMAGES as CLUSTER_IMAGES } from '../../facts/kubernetes/images-runtimes';
import { TARGET } from '../support';
import { checkEndpoint } from './endpoint-checks';
import { AZURE_ML_ENDPOINTS } from './managed-service';
import { ModelEndpointProps } from './model-endpoint-props';
import { contentOf } from './version-artifact';

/** What is asked for, checked and completed. */
export function planEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps): ModelEndpointPlan {
  const { platform } = props;
  const { platformName, location, profile } = platform;
  return planModelEndpoint(scope, id, props, {
    target: TARGET,
    platform: { construct: platform, platformName, profileName: profile.name, profile: profile.settings },
    region: location,
    nameRule: NAME_RULES.modelEndpoint,
    clusterImages: { images: CLUSTER_IMAGES, registries: {} },
    serviceImages: { images: IMAGES, registries: {} },
    managed: AZURE_ML_ENDPOINTS,
    storageUri: /^https:\/\/[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net\//,
    storageName: 'an Azure storage account',
    versionNeedsRuntime: true,
    contentOf,
    check: (plan, problems) => checkEndpoint(plan, props, problems),
  });
}
