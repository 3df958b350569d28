import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { JOB_ACTIONS, LOG_CONTAINER } from '../../facts/azure/ml-jobs';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { onlyInContainer } from '../identity/blob-conditions';
import { Identity } from '../identity/identity';
import { grantToManagedIdentity, standBeside } from '../identity/role-grants';
import { workspaceStoreId } from '../workspace/workspace-store';
import { grantJob } from './job-grants';
import { TrainingJobProps } from './training-job-props';

/**
 * Who the runs of a job are: its data and its secrets, images of the platform's registry, and the logs of runs, which Azure ML writes as whoever runs. They lie in
 * one container of the workspace for all jobs, so that a run could read those of others; none can delete any.
 */
export class JobIdentity extends Construct {
  public readonly identity: IIdentity;
  public readonly identityId: string;
  public readonly clientId: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, plan: TrainingJobPlan, props: TrainingJobProps) {
    super(scope, id);
    const { platform } = props;
    const { resourceGroupName, resourceGroupId, location, tags, nameSuffix } = platform;
    const resource = new UserAssignedIdentity(this, 'Resource', { name: `${plan.name}-job`, resourceGroupName, location, tags });
    this.resource = resource;
    this.identityId = resource.id;
    this.clientId = resource.clientId;
    this.identity = Identity.servicePrincipal(resource.principalId);
    standBeside(this.identity, this);
    grantJob(this, this.identity, plan, props);
    platform.registry.grantPull(this.identity);
    const role = new RoleDefinition(this, 'LogRole', {
      name: `${plan.name} logs ${nameSuffix}`,
      description: 'What a run does with the logs of a workspace',
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ dataActions: [...JOB_ACTIONS.log] }],
    });
    grantToManagedIdentity(this, 'Logs', resource.principalId, {
      scope: workspaceStoreId(platform),
      roleDefinitionId: role.roleDefinitionResourceId,
      condition: onlyInContainer(LOG_CONTAINER),
      description: `${plan.name} writes the logs of its runs`,
    });
  }
}
