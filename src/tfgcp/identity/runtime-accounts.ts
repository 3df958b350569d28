import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { IArtifactStore, IContainerRegistry } from '../../core';
import { RUNTIME_PERMISSIONS } from '../../facts/gcp/persona-permissions';
import { ROLES } from '../../facts/gcp/roles';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { ServiceAccountIamMember } from '../../providers/google/service-account-iam-member';
import { Identity } from './identity';
import { roleId } from './role-id';

/** What the platform runs. */
export const RUNTIMES = ['training', 'serving', 'pipeline'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** What the accounts work with. */
export interface RuntimeAccountsProps {
  readonly project: string;
  readonly name: string;
  readonly artifacts: IArtifactStore;
  readonly registry: IContainerRegistry;
  readonly after: ITerraformDependable[];
}

/**
 * The service accounts that jobs, endpoints and pipelines run as, each with what it needs: training writes artifacts, serving only reads them, pipelines
 * start the other two. None has a key; nothing but the platform's project can run as them.
 */
export class RuntimeAccounts extends Construct {
  private readonly accounts: Readonly<Record<Runtime, ServiceAccount>>;

  public constructor(scope: Construct, id: string, private readonly settings: RuntimeAccountsProps) {
    super(scope, id);
    const { artifacts, registry } = settings;
    this.accounts = { training: this.account('training'), serving: this.account('serving'), pipeline: this.account('pipeline') };
    artifacts.grantWrite(this.identity('training'));
    artifacts.grantRead(this.identity('serving'));
    artifacts.grantWrite(this.identity('pipeline'));
    RUNTIMES.forEach((runtime) => registry.grantPull(this.identity(runtime)));
    this.grantPermissions('training');
    this.grantPermissions('pipeline');
    this.letRunAs('training', 'pipeline', this.identity('pipeline').identityName);
    this.letRunAs('serving', 'pipeline', this.identity('pipeline').identityName);
  }

  public email(runtime: Runtime): string {
    return this.accounts[runtime].email;
  }

  /** Lets a member start something that runs as an account. */
  public letRunAs(runtime: Runtime, who: string, member: string): void {
    new ServiceAccountIamMember(this, `${runtime}-for-${who}`, { serviceAccountId: this.accounts[runtime].name, role: ROLES.accountUser, member });
  }

  private identity(runtime: Runtime): Identity {
    return Identity.serviceAccount(this.email(runtime));
  }

  private account(runtime: Runtime): ServiceAccount {
    const { project, name, after } = this.settings;
    const account = new ServiceAccount(this, runtime, {
      project,
      accountId: `${name}-${runtime}`,
      displayName: `${name}: ${runtime}`,
      description: `What the platform ${name} runs for ${runtime} runs as this account`,
      dependsOn: after,
    });
    [['logs', ROLES.logWriter], ['metrics', ROLES.metricWriter]].forEach(([what, role]) => {
      new ProjectIamMember(this, `${runtime}-${what}`, { project, role: role!, member: account.member });
    });
    return account;
  }

  private grantPermissions(runtime: 'training' | 'pipeline'): void {
    const { project, name, after } = this.settings;
    const role = new ProjectIamCustomRole(this, `${runtime}-role`, {
      project,
      roleId: roleId(name, `${runtime}-runtime`),
      title: `${name}: ${runtime} at run time`,
      description: `What ${runtime} of the platform ${name} may ask of Vertex AI`,
      permissions: [...RUNTIME_PERMISSIONS[runtime]],
      stage: 'GA',
      dependsOn: after,
    });
    new ProjectIamMember(this, `${runtime}-rights`, { project, role: role.name, member: this.accounts[runtime].member });
  }
}
