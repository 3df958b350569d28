import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CLUSTER_KEY_AGENTS, CONNECT_ROLE } from '../../facts/gcp/cluster';
import { ServiceAgentFact } from '../../facts/gcp/service-agents';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { memberId } from '../identity/member-id';
import { ServiceAgent } from '../identity/service-agents';
import { ApiServices } from '../platform/api-services';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantKey } from '../storage/encryption-key';

const ID = 'ClusterGround';

/**
 * What all clusters of a platform stand on: GKE and the streaming of images switched on in the project, and GKE's agents let use the platform's key.
 *
 * It stands below the platform and not below the cluster that came first: a binding of IAM that two clusters have would go with the first that is destroyed.
 */
export class ClusterGround extends Construct {
  public static of(platform: IMlPlatform): ClusterGround {
    return (platform.node.tryFindChild(ID) as ClusterGround | undefined) ?? new ClusterGround(platform as IMlPlatform & Construct, platform);
  }

  private services?: ApiServices;
  private granted?: string;

  private constructor(scope: Construct, private readonly platform: IMlPlatform) {
    super(scope, ID);
  }

  /** What a cluster has to wait for; in another stack it waits for the whole stack of the platform. */
  public readyFor(cluster: Construct): ITerraformDependable[] {
    const ready = this.ready();
    const stack = TerraformStack.of(cluster);
    if (stack === TerraformStack.of(this)) return ready;
    stack.addDependency(TerraformStack.of(this));
    return [];
  }

  /** The platform's key, as it is known once GKE and Compute Engine may use it. */
  public grantedKey(): string {
    this.granted ??= grantKey(new Construct(this, 'Key'), this.platform.encryptionKey.keyId, [
      this.agent('Secrets', CLUSTER_KEY_AGENTS.secrets),
      this.agent('BootDisks', CLUSTER_KEY_AGENTS.bootDisks),
    ]);
    return this.granted;
  }

  /** Lets somebody find and reach clusters; what may be done inside of one is said there. */
  public letConnect(member: string, cluster: Construct): void {
    // A member of another stack cannot be named here, where that stack may refer to.
    const scope = TerraformStack.of(cluster) === TerraformStack.of(this) ? this : cluster;
    const id = `Connect-${memberId(scope, member)}`;
    if (scope.node.tryFindChild(id)) return;
    new ProjectIamMember(scope, id, { project: this.platform.project, role: CONNECT_ROLE, member });
  }

  private agent(name: string, { email }: ServiceAgentFact): ServiceAgent {
    return { name, member: `serviceAccount:${email(this.platform.projectNumber)}`, after: this.ready() };
  }

  private ready(): ITerraformDependable[] {
    this.services ??= new ApiServices(this, 'Services', this.platform.project, ['container', 'containerfilesystem']);
    return this.services.ready('container', 'containerfilesystem');
  }
}
