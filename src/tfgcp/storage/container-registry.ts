import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IContainerRegistry, IIdentity } from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REPOSITORY_NAME } from '../../facts/gcp/names';
import { ROLES } from '../../facts/gcp/roles';
import { ArtifactRegistryRepository } from '../../providers/google/artifact-registry-repository';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ExistingContainerRegistry } from './existing-container-registry';
import { ExistingRegistry } from './existing-registry';
import { grantOnRepository, RepositoryPlace } from './registry-access';

/** What a registry of container images is to do on Google Cloud. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform whose key, profile and labels the registry has; it may belong to another stack. */
  readonly platform: IMlPlatform;
}

/**
 * One Docker repository of Artifact Registry that holds all images, encrypted with the platform's key, with immutable tags, vulnerability scanning and a
 * cleanup of all but the newest images of each name. An immutable tag cannot be deleted, and so neither can the image that carries it: with immutable
 * tags the cleanup reaches images without a tag only.
 *
 * Throws `core/name-length`, `core/name-illegal`, and what core checks.
 *
 * @see https://docs.cloud.google.com/artifact-registry/docs/repositories/cleanup-policy
 *
 * @example
 * import { Construct } from 'constructs';
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * function partners(scope: Construct, platform: tfgcp.IMlPlatform) {
 *   return new tfgcp.ContainerRegistry(scope, 'Partners', { platform, repositories: ['shared'], keepLast: 20 });
 * }
 */
export class ContainerRegistry extends Construct implements IContainerRegistry {
  /**
   * A repository that exists already, as a registry: nothing is made, and what it keeps stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the repository
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingRegistry): IContainerRegistry {
    return new ExistingContainerRegistry(scope, id, platform, existing);
  }

  /** `LOCATION-docker.pkg.dev/PROJECT/REPOSITORY`. */
  public readonly registryUri: string;

  /** The last name of the repository. */
  public readonly repositoryId: string;

  /** The names of the images, which `imageUri` takes as repositories. */
  public readonly repositories: string[];

  /** The repository. */
  public readonly resource: TerraformResource;

  /** @internal */
  public readonly _place: RepositoryPlace;

  /**
   * @param scope where the registry stands
   * @param id unique within the scope; becomes part of the repository's name
   * @param props what the registry is to do
   */
  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const repositoryId = physicalName(REPOSITORY_NAME, [platform.platformName, kebab(id)], problems);
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);
    const { project, location } = platform;
    const repository = new ArtifactRegistryRepository(this, 'Resource', {
      project,
      location,
      repositoryId,
      description: `Container images of the platform ${platform.platformName}`,
      format: 'DOCKER',
      mode: 'STANDARD_REPOSITORY',
      kmsKeyName: platform.encryptionKey.keyId,
      dockerConfig: { immutableTags: plan.immutableTags },
      vulnerabilityScanningConfig: { enablementConfig: plan.scanOnPush ? 'INHERITED' : 'DISABLED' },
      cleanupPolicies: cleanupPolicies(plan),
      labels: { ...platform.tags },
      lifecycle: { preventDestroy: plan.deletionProtection },
    });
    this.resource = repository;
    this.repositoryId = repositoryId;
    this.repositories = [...plan.repositories];
    this.registryUri = `${location}-docker.pkg.dev/${project}/${repositoryId}`;
    this._place = { project, location, repository: repository.repositoryId };
  }

  /**
   * The full name of an image. Throws `registry/unknown-repository`.
   *
   * @param repository one of the registry's repositories
   * @param tag a tag, or a digest that begins with `sha256:`
   */
  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  /**
   * Lets somebody pull images: `roles/artifactregistry.reader` on the repository. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantPull(identity: IIdentity): void {
    grantOnRepository(this, this._place, ROLES.registryReader, identity);
  }

  /**
   * Lets somebody pull and push images: `roles/artifactregistry.writer` on the repository. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantPush(identity: IIdentity): void {
    grantOnRepository(this, this._place, ROLES.registryWriter, identity);
  }
}

/** A day's grace, so that the layers of an image that is just being pushed are not taken from it. */
const UNTOUCHED = '86400s';

/** Artifact Registry deletes what one policy names and no other keeps: https://docs.cloud.google.com/artifact-registry/docs/repositories/cleanup-policy */
function cleanupPolicies({ keepLast }: ContainerRegistryPlan) {
  return [
    { id: 'delete-old', action: 'DELETE', condition: { tagState: 'ANY', olderThan: UNTOUCHED } },
    { id: 'keep-newest', action: 'KEEP', mostRecentVersions: { keepCount: keepLast } },
  ];
}
