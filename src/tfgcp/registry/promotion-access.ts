import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { isUnresolved } from '../../core/private';
import { ModelVersionPlan } from '../../core/registry/model-version-plan';
import { ROLES } from '../../facts/gcp/roles';
import { SERVICE_AGENTS } from '../../facts/gcp/service-agents';
import { DataGoogleProject } from '../../providers/google/data-google-project';
import { Identity } from '../identity/identity';
import { bucketOf } from '../jobs/data-access';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { grantOnRepository, IPlacedRegistry } from '../storage/registry-access';
import { grantOnBucket } from '../storage/store-access';
import { RegistryParts } from './registry-parts';

const ID = 'PromotionGround';

/** The agents of Vertex AI in the projects that versions go on to. The number of a project of which only the id is known is asked of Google when the stack is planned. */
class PromotionGround extends Construct {
  public static of(platform: IMlPlatform): PromotionGround {
    return (platform.node.tryFindChild(ID) as PromotionGround | undefined) ?? new PromotionGround(platform as IMlPlatform & Construct, ID);
  }

  public agentOf(project: string): IIdentity {
    const number = /^\d+$/.test(project) || isUnresolved(project) ? project : this.numberOf(project);
    return Identity.serviceAccount(SERVICE_AGENTS.aiplatform.email(number));
  }

  private numberOf(project: string): string {
    const known = this.node.tryFindChild(project) as DataGoogleProject | undefined;
    return (known ?? new DataGoogleProject(this, project, { projectId: project })).number;
  }
}

/** Who copies versions into another project: the agent of Vertex AI there. */
export function agentOf(platform: IMlPlatform, project: string): IIdentity {
  return PromotionGround.of(platform).agentOf(project);
}

/**
 * Lets the projects that versions go on to read the files and the images of one. These rights stand below the registry and the platform and not below the version: a
 * binding of IAM that two have would go with the first that is destroyed.
 */
export function letPromote(registry: Construct, { model: { artifact, image } }: ModelVersionPlan, { platform, plan }: RegistryParts): void {
  const place = (platform.registry as IPlacedRegistry)._place;
  const ours = image !== undefined && image.uri.startsWith(`${place.location}-docker.pkg.dev/${place.project}/`);
  plan.promotions.forEach((promotion) => {
    const agent = agentOf(platform, promotion.place);
    if (artifact) grantOnBucket(registry, bucketOf(artifact), ROLES.objectViewer, agent, artifact.key.replace(/\/*$/, '/'));
    if (ours) grantOnRepository(PromotionGround.of(platform), place, ROLES.registryReader, agent);
  });
}
