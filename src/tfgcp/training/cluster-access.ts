import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';

/**
 * The blocks that say who reaches the API server. Nodes reach it by an address of the cluster's own subnet in any case.
 *
 * Through the gateway, the DNS endpoint, IAM checks each request, and there is no address; otherwise there is, and the DNS endpoint takes no user's request:
 * https://docs.cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 */
export function accessBlocks({ kind, cidrs }: TrainingClusterPlan['access']) {
  const gateway = kind === 'gateway';
  return {
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: gateway },
      ipEndpointsConfig: { enabled: !gateway },
    },
    privateClusterConfig: {
      enablePrivateNodes: true,
      // Where there are no addresses, there is none of the internet either.
      ...(gateway ? {} : { enablePrivateEndpoint: kind === 'private' }),
    },
    // An empty list is no missing one: without the block everybody is let in.
    ...(gateway ? {} : {
      masterAuthorizedNetworksConfig: {
        gcpPublicCidrsAccessEnabled: false,
        cidrBlocks: cidrs.map((cidrBlock) => ({ cidrBlock, displayName: 'authorized' })),
      },
    }),
  };
}
