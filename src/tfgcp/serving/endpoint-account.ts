import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { stableSuffix } from '../../core/private';
import { ModelEndpointPlan, readPaths } from '../../core/serving/model-endpoint-plan';
import { ROLES } from '../../facts/gcp/roles';
import { SERVICE_AGENTS } from '../../facts/gcp/service-agents';
import { ProjectIamMember } from '../../providers/google/project-iam-member';
import { ServiceAccount } from '../../providers/google/service-account';
import { Identity } from '../identity/identity';
import { bucketOf } from '../jobs/data-access';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnRepository, IPlacedRegistry } from '../storage/registry-access';
import { grantOnBucket } from '../storage/store-access';

/** The service account of an endpoint's containers: it reads the files of its models and nothing beside them, and writes logs and metrics. */
export class EndpointAccount extends Construct {
  public readonly identity: IIdentity;
  public readonly email: string;
  /** Its name, by which the workflow is let run containers as it. */
  public readonly accountName: string;
  public readonly resource: TerraformResource;
  /** What has to be granted before a container runs. */
  public readonly rights: ITerraformDependable[];

  public constructor(scope: Construct, id: string, platform: IMlPlatform, plan: ModelEndpointPlan) {
    super(scope, id);
    const { project, platformName } = platform;
    const account = new ServiceAccount(this, 'Resource', {
      project,
      // The whole name of an endpoint may be too long for an account.
      accountId: `${platformName}-serve-${stableSuffix(plan.name)}`,
      displayName: `${plan.name}: containers`,
      description: `Containers of the endpoint ${plan.name} run as this account`,
    });
    this.resource = account;
    this.email = account.email;
    this.accountName = account.name;
    this.identity = Identity.serviceAccount(account.email);
    [['Logs', ROLES.logWriter], ['Metrics', ROLES.metricWriter]].forEach(([what, role]) => new ProjectIamMember(this, what!, { project, role: role!, member: account.member }));
    readPaths(plan).forEach((path) => grantOnBucket(this, bucketOf(path), ROLES.objectViewer, this.identity, path.key.replace(/\/*$/, '/')));
    const place = (platform.registry as IPlacedRegistry)._place;
    // Vertex AI pulls in the name of its agent, which may in its own project anyway.
    const agent = Identity.serviceAccount(SERVICE_AGENTS.aiplatform.email(platform.projectNumber));
    if (place.project !== project) grantOnRepository(this, place, ROLES.registryReader, agent);
    this.rights = this.node.children.filter((child) => child !== account) as unknown as ITerraformDependable[];
  }
}
