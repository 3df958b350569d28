import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { NODE_ROLES } from '../../facts/gcp/cluster';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnRepository, IPlacedRegistry } from '../storage/registry-access';

/**
 * The service account of a cluster's nodes: it writes logs and metrics, and pulls and streams images from the platform's repository. Pods have identities of their own,
 * and cannot take the node's.
 */
export class NodeAccount extends Construct {
  public readonly email: string;
  /** What a node has to wait for. */
  public readonly rights: ITerraformDependable[];

  public constructor(scope: Construct, id: string, platform: IMlPlatform, clusterName: string) {
    super(scope, id);
    const { project, platformName } = platform;
    const account = new ServiceAccount(this, 'Resource', {
      project,
      // The whole name of a cluster may be too long for an account.
      accountId: `${platformName}-nodes-${stableSuffix(clusterName)}`,
      displayName: `${clusterName}: nodes`,
      description: `The nodes of the cluster ${clusterName} run as this account`,
    });
    const place = (platform.registry as IPlacedRegistry)._place;
    this.rights = [
      new ProjectIamMember(this, 'Rights', { project, role: NODE_ROLES.node, member: account.member }),
      new ProjectIamMember(this, 'Streaming', { project: place.project, role: NODE_ROLES.streaming, member: account.member }),
    ];
    grantOnRepository(this, place, NODE_ROLES.images, Identity.serviceAccount(account.email));
    this.email = account.email;
  }
}
