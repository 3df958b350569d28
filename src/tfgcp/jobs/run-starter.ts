import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { stableSuffix } from '../../core/private';
import { JOB_PERMISSIONS } from '../../facts/gcp/persona-permissions';
import { ROLES } from '../../facts/gcp/roles';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { ServiceAccountIamMember } from '../../providers/google/service-account-iam-member';
import { WorkflowsWorkflow } from '../../providers/google/workflows-workflow';
import { memberId } from '../identity/member-id';
import { roleId } from '../identity/role-id';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { CustomJobParts, customJobBody } from './custom-job-body';
import { JobAccount } from './job-account';
import { JobGround } from './job-ground';
import { runWorkflow } from './run-workflow';

/** What starts runs. */
export interface RunStarterProps {
  readonly platform: IMlPlatform;
  readonly account: JobAccount;
  /** What the custom job refers to. */
  readonly parts: Omit<CustomJobParts, 'platform' | 'account'>;
}

/** The workflow that makes runs of a job, and the service account that it works as: it makes custom jobs, sees how they go, and lets them run as the job. */
export class RunStarter extends Construct {
  public readonly resource: TerraformResource;
  /** `projects/…/locations/…/workflows/…`. */
  public readonly workflowId: string;
  public readonly email: string;
  private readonly member: string;
  private operators?: ProjectIamCustomRole;

  public constructor(scope: Construct, id: string, private readonly plan: TrainingJobPlan<ServicePlace>, private readonly settings: RunStarterProps) {
    super(scope, id);
    const { platform, account, parts } = settings;
    const { project, location, platformName } = platform;
    const starter = new ServiceAccount(this, 'Account', {
      project,
      accountId: `${platformName}-start-${stableSuffix(plan.name)}`,
      displayName: `${plan.name}: starts runs`,
      description: `What starts runs of the job ${plan.name} works as this account`,
    });
    this.email = starter.email;
    this.member = starter.member;
    const role = this.role('start', 'starts runs');
    const rights = [
      new ProjectIamMember(this, 'Runs', { project, role: role.name, member: starter.member }),
      new ProjectIamMember(this, 'Logs', { project, role: ROLES.logWriter, member: starter.member }),
      new ServiceAccountIamMember(this, 'RunsAs', { serviceAccountId: account.accountName, role: ROLES.accountUser, member: starter.member }),
    ];
    const body = customJobBody(plan, { ...parts, platform, account: account.email });
    const workflow = new WorkflowsWorkflow(this, 'Resource', {
      project,
      region: location,
      name: plan.name,
      description: `Makes a run of the job ${plan.name} and waits for its end`,
      serviceAccount: starter.id,
      cryptoKeyName: parts.keyId,
      callLogLevel: 'LOG_ERRORS_ONLY',
      labels: { ...platform.tags },
      // It is a definition, of which nothing is lost that the program does not say.
      deletionProtection: false,
      sourceContents: runWorkflow(plan, { project, location, body }),
      dependsOn: [...JobGround.of(platform).readyFor(this, 'workflows', 'workflowexecutions'), ...rights],
    });
    this.resource = workflow;
    this.workflowId = workflow.id;
  }

  /** Lets schedules and events start the workflow, as the starter's account. */
  public letStart(): ProjectIamMember {
    const { project } = this.settings.platform;
    const known = this.node.tryFindChild('Starts') as ProjectIamMember | undefined;
    return known ?? new ProjectIamMember(this, 'Starts', { project, role: ROLES.workflowInvoker, member: this.member });
  }

  /** Lets the starter's account be handed events. */
  public letReceive(): ProjectIamMember {
    const { project } = this.settings.platform;
    return new ProjectIamMember(this, 'Receives', { project, role: ROLES.eventReceiver, member: this.member });
  }

  public grantStart(identity: IIdentity): void {
    requireGranteeOf('gcp', identity, this);
    const id = `Operator-${memberId(this, identity.identityName)}`;
    if (this.node.tryFindChild(id)) return;
    this.operators ??= this.role('operate', 'starts runs by hand and sees how they go');
    new ProjectIamMember(this, id, { project: this.settings.platform.project, role: this.operators.name, member: identity.identityName });
  }

  private role(what: keyof typeof JOB_PERMISSIONS, title: string): ProjectIamCustomRole {
    const { project, platformName } = this.settings.platform;
    const { name } = this.plan;
    return new ProjectIamCustomRole(this, `${what}-role`, {
      project,
      roleId: roleId(platformName, `job-${what}-${stableSuffix(name)}`),
      title: `${name}: ${what}`,
      description: `Who ${title} of the job ${name}`,
      permissions: [...JOB_PERMISSIONS[what]],
      stage: 'GA',
    });
  }
}
