import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { WORKFLOWS_AGENT } from '../../facts/gcp/job-agents';
import { ROLES } from '../../facts/gcp/roles';
import { SERVICE_AGENTS } from '../../facts/gcp/service-agents';
import { NETWORK_AGENT_PERMISSIONS, RESERVATION_AGENT_ROLE } from '../../facts/gcp/vertex-training';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { roleId } from '../identity/role-id';
import { ApiServices, ServiceName } from '../platform/api-services';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantKey } from '../storage/encryption-key';

const ID = 'JobGround';

/**
 * What all jobs of a platform stand on: services that are switched on, and Google's agents that are let use the key, the network and what carries events.
 *
 * It stands below the platform and not below the job that came first: a binding of IAM that two jobs have would go with the first that is destroyed.
 */
export class JobGround extends Construct {
  public static of(platform: IMlPlatform): JobGround {
    return (platform.node.tryFindChild(ID) as JobGround | undefined) ?? new JobGround(platform as IMlPlatform & Construct, platform);
  }

  private readonly services = new Map<ServiceName, ITerraformDependable[]>();
  private readonly granted = new Map<string, ITerraformDependable>();
  private key?: string;

  private constructor(scope: Construct, private readonly platform: IMlPlatform) {
    super(scope, ID);
  }

  /** Switches services on, and gives what a job has to wait for; in another stack it waits for the whole stack of the platform. */
  public readyFor(job: Construct, ...names: readonly ServiceName[]): ITerraformDependable[] {
    return this.waitedFor(job, this.ready(names));
  }

  /** The platform's key, as it is known once Workflows may use it. */
  public grantedKey(): string {
    const agent = { name: 'Workflows', member: `serviceAccount:${WORKFLOWS_AGENT.email(this.platform.projectNumber)}`, after: this.ready(['workflows']) };
    this.key ??= grantKey(new Construct(this, 'Key'), this.platform.encryptionKey.keyId, [agent]);
    return this.key;
  }

  /** Lets Vertex AI put runs into network attachments of the project, which have no policies of their own. */
  public letEnterNetwork(job: Construct): ITerraformDependable[] {
    const { project, platformName } = this.platform;
    return this.waitedFor(job, [this.once('Network', () => {
      // Another program that knows the platform has a role of its own.
      const role = new ProjectIamCustomRole(this, 'NetworkRole', {
        project,
        roleId: roleId(platformName, `job-network-${stableSuffix(this.node.path)}`),
        title: `${platformName}: network of jobs`,
        description: `How Vertex AI puts runs into the network of the platform ${platformName}`,
        permissions: [...NETWORK_AGENT_PERMISSIONS],
        stage: 'GA',
      });
      return new ProjectIamMember(this, 'Network', { project, role: role.name, member: this.vertexAgent });
    })]);
  }

  /** Lets Vertex AI find reservations of the project. */
  public letUseReservations(job: Construct): ITerraformDependable[] {
    const { project } = this.platform;
    return this.waitedFor(job, [this.once('Reservations', () => new ProjectIamMember(this, 'Reservations', { project, role: RESERVATION_AGENT_ROLE, member: this.vertexAgent }))]);
  }

  /** Lets Cloud Storage tell of new objects: https://docs.cloud.google.com/eventarc/docs/workflows/route-trigger-cloud-storage */
  public letTellOfObjects(job: Construct): ITerraformDependable[] {
    const { project, storageAgent } = this.platform;
    const member = `serviceAccount:${storageAgent}`;
    return this.waitedFor(job, [this.once('Events', () => new ProjectIamMember(this, 'Events', { project, role: ROLES.eventPublisher, member }))]);
  }

  private get vertexAgent(): string {
    return `serviceAccount:${SERVICE_AGENTS.aiplatform.email(this.platform.projectNumber)}`;
  }

  private once(what: string, make: () => ITerraformDependable): ITerraformDependable {
    if (!this.granted.has(what)) this.granted.set(what, make());
    return this.granted.get(what)!;
  }

  private ready(names: readonly ServiceName[]): ITerraformDependable[] {
    names.filter((name) => !this.services.has(name)).forEach((name) => {
      this.services.set(name, new ApiServices(this, `Service-${name}`, this.platform.project, [name]).ready(name));
    });
    return names.flatMap((name) => this.services.get(name)!);
  }

  private waitedFor(job: Construct, made: ITerraformDependable[]): ITerraformDependable[] {
    const stack = TerraformStack.of(job);
    if (stack === TerraformStack.of(this)) return made;
    stack.addDependency(TerraformStack.of(this));
    return [];
  }
}
