import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { stableSuffix } from '../../core/private';
import { ROLES } from '../../facts/gcp/roles';
import { SERVICE_AGENTS } from '../../facts/gcp/service-agents';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnRepository, IPlacedRegistry } from '../storage/registry-access';
import { grantData, grantFolders } from './data-access';
import { grantSecrets } from './secret-access';

/**
 * The service account of a job's runs: it reads its inputs, writes its checkpoints and its output, reads its secrets, pulls images, and writes logs and metrics.
 */
export class JobAccount extends Construct {
  public readonly identity: IIdentity;
  public readonly email: string;
  /** Its name, by which others are let run as it. */
  public readonly accountName: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: TrainingJobPlan<ServicePlace>) {
    super(scope, id);
    const { project, platformName } = platform;
    const account = new ServiceAccount(this, 'Resource', {
      project,
      // The whole name of a job may be too long for an account.
      accountId: `${platformName}-job-${stableSuffix(plan.name)}`,
      displayName: `${plan.name}: runs`,
      description: `Runs of the job ${plan.name} run as this account`,
    });
    this.resource = account;
    this.email = account.email;
    this.accountName = account.name;
    this.identity = Identity.serviceAccount(account.email);
    [['Logs', ROLES.logWriter], ['Metrics', ROLES.metricWriter]].forEach(([what, role]) => new ProjectIamMember(this, what!, { project, role: role!, member: account.member }));
    grantData(this, plan, this.identity);
    grantFolders(this, plan, this.identity);
    this.grantImages(platform);
    grantSecrets(this, platform, plan, this.identity);
  }

  /** Vertex AI pulls in the name of its agent, which may in its own project anyway. */
  private grantImages(platform: IMlPlatform): void {
    const place = (platform.registry as IPlacedRegistry)._place;
    grantOnRepository(this, place, ROLES.registryReader, this.identity);
    if (place.project === platform.project) return;
    grantOnRepository(this, place, ROLES.registryReader, Identity.serviceAccount(SERVICE_AGENTS.aiplatform.email(platform.projectNumber)));
  }
}
