import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { ROLES } from '../../facts/gcp/roles';
import { ENDPOINT_PERMISSIONS } from '../../facts/gcp/serving-permissions';
import { ProjectIamCustomRole } from '../../providers/google/project-iam-custom-role';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { ServiceAccountIamMember } from '../../providers/google/service-account-iam-member';
import { WorkflowsWorkflow } from '../../providers/google/workflows-workflow';
import { roleId } from '../identity/role-id';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { definitionText } from '../workflows/workflow-language';
import { EndpointAccount } from './endpoint-account';
import { ROLLOUT_WORKFLOW } from './rollout/rollout-workflow';

/** What runs rollouts. */
export interface RolloutRunnerProps {
  readonly platform: IMlPlatform;
  /** What it is called: as the endpoint. */
  readonly name: string;
  /** The account of the containers, as which it lets them run. */
  readonly containers: EndpointAccount;
  readonly keyId: string;
}

/** The workflow that makes, watches and removes what an endpoint serves, and the service account that it works as. */
export class RolloutRunner extends Construct {
  public readonly resource: TerraformResource;
  /** `projects/…/locations/…/workflows/…`. */
  public readonly workflowName: string;
  public readonly email: string;
  public readonly member: string;
  /** What has to be there before it is started. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, { platform, name, containers, keyId }: RolloutRunnerProps) {
    super(scope, id);
    const { project, location, platformName } = platform;
    const account = new ServiceAccount(this, 'Account', {
      project,
      accountId: `${platformName}-roll-${stableSuffix(name)}`,
      displayName: `${name}: rollouts`,
      description: `Rollouts of the endpoint ${name} work as this account`,
    });
    const role = new ProjectIamCustomRole(this, 'Role', {
      project,
      roleId: roleId(platformName, `endpoint-release-${stableSuffix(name)}`),
      title: `${name}: release`,
      description: `How the workflow of the endpoint ${name} makes, watches and removes what it serves`,
      permissions: [...ENDPOINT_PERMISSIONS.release],
      stage: 'GA',
    });
    const rights = [
      new ProjectIamMember(this, 'Releases', { project, role: role.name, member: account.member }),
      new ProjectIamMember(this, 'Logs', { project, role: ROLES.logWriter, member: account.member }),
      new ServiceAccountIamMember(this, 'RunsAs', { serviceAccountId: containers.accountName, role: ROLES.accountUser, member: account.member }),
    ];
    const workflow = new WorkflowsWorkflow(this, 'Resource', {
      project,
      region: location,
      name,
      description: `Makes, watches and removes what the endpoint ${name} serves`,
      serviceAccount: account.id,
      cryptoKeyName: keyId,
      callLogLevel: 'LOG_ERRORS_ONLY',
      labels: { ...platform.tags },
      // It is a definition, of which nothing is lost that the program does not say.
      deletionProtection: false,
      sourceContents: definitionText(ROLLOUT_WORKFLOW),
      dependsOn: [...JobGround.of(platform).readyFor(this, 'workflows', 'workflowexecutions'), ...rights],
    });
    this.resource = workflow;
    this.workflowName = `projects/${project}/locations/${location}/workflows/${name}`;
    this.email = account.email;
    this.member = account.member;
    this.ready = [workflow, ...rights, ...containers.rights];
  }
}
