import { Construct } from 'constructs';
import { ComputeNetworkAttachment } from '../../providers/google/compute-network-attachment';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { JobGround } from './job-ground';

const API = 'https://www.googleapis.com/compute/v1/';

/**
 * What connects the runs of a job with the platform's network: an interface of Private Service Connect, with an address of the first subnet for each node. Unlike a
 * peering it needs no range of its own, and reaches what the network reaches.
 *
 * https://docs.cloud.google.com/vertex-ai/docs/training/psc-i-egress
 */
export function networkAttachment(scope: Construct, platform: IMlPlatform, name: string): ComputeNetworkAttachment {
  const [subnet] = platform.network.privateSubnetIds;
  return new ComputeNetworkAttachment(scope, 'NetworkAttachment', {
    project: platform.project,
    region: platform.location,
    name,
    description: `Runs of the job ${name}`,
    subnetworks: [/^https:/.test(subnet!) ? subnet! : `${API}${subnet!}`],
    connectionPreference: 'ACCEPT_MANUAL',
    // Vertex AI adds the project that its machines stand in.
    lifecycle: { ignoreChanges: ['producer_accept_lists'] },
    dependsOn: JobGround.of(platform).letEnterNetwork(scope),
  });
}
