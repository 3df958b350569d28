import { IConstruct } from 'constructs';
import { ClusterPlace } from '../../core/serving/cluster-endpoint-plan';
import { ModelEndpointPlan, planModelEndpoint } from '../../core/serving/model-endpoint-plan';
import { IMAGES } from '../../facts/kubernetes/images-runtimes';
import { CLUSTER_NAME } from '../../facts/kubernetes/names';
import { TARGET } from '../support';
import { ModelEndpointProps } from './model-endpoint-props';
import { contentOf } from './model-storage';

/** What is asked for, checked and completed: always in a cluster, since there is no cloud whose service could serve it. */
export function planEndpoint(scope: IConstruct, id: string, props: ModelEndpointProps): ModelEndpointPlan<ClusterPlace> {
  const { platform } = props;
  return planModelEndpoint(scope, id, props, {
    target: TARGET,
    platform: {
      construct: platform, platformName: platform.platformName, profileName: platform.profile.name, profile: platform.profile.settings,
    },
    nameRule: CLUSTER_NAME,
    clusterImages: { images: IMAGES, registries: {} },
    storageUri: /^s3:\/\//,
    storageName: 'an S3-compatible store',
    contentOf,
    check: () => undefined,
  }) as ModelEndpointPlan<ClusterPlace>;
}
