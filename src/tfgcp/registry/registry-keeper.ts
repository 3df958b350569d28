import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { ROLES } from '../../facts/gcp/roles';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { WorkflowsWorkflow } from '../../providers/google/workflows-workflow';
import { JobGround } from '../jobs/job-ground';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { definitionText } from '../workflows/workflow-language';
import { REGISTRY_WORKFLOW } from './keeping/registry-workflow';
import { registryRole } from './registry-roles';

/** The workflow that keeps the versions of a model as the program says, and the service account that it works as. */
export class RegistryKeeper extends Construct {
  public readonly resource: TerraformResource;
  public readonly email: string;
  /** What has to be there before it is started. */
  public readonly ready: ITerraformDependable[];

  public constructor(scope: Construct, id: string, platform: IMlPlatform, modelName: string, keyGranted: boolean) {
    super(scope, id);
    const { project, location, platformName } = platform;
    const ground = JobGround.of(platform);
    const account = new ServiceAccount(this, 'Account', {
      project,
      accountId: `${platformName}-keep-${stableSuffix(modelName)}`,
      displayName: `${modelName}: registry`,
      description: `Keeps the versions of the model ${modelName}`,
    });
    const role = registryRole(this, platform, modelName, 'keep');
    const rights = [
      new ProjectIamMember(this, 'Keeps', { project, role: role.name, member: account.member }),
      new ProjectIamMember(this, 'Logs', { project, role: ROLES.logWriter, member: account.member }),
    ];
    const workflow = new WorkflowsWorkflow(this, 'Resource', {
      project,
      region: location,
      name: `${modelName}-registry`,
      description: `Keeps the versions of the model ${modelName}`,
      serviceAccount: account.id,
      cryptoKeyName: keyGranted ? platform.encryptionKey.keyId : ground.grantedKey(),
      callLogLevel: 'LOG_ERRORS_ONLY',
      labels: { ...platform.tags },
      // It is a definition, of which nothing is lost that the program does not say.
      deletionProtection: false,
      sourceContents: definitionText(REGISTRY_WORKFLOW),
      dependsOn: [...ground.readyFor(this, 'workflows', 'workflowexecutions'), ...rights],
    });
    this.resource = workflow;
    this.email = account.email;
    this.ready = [workflow, ...rights];
  }
}
