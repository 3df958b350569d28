import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IContainerRegistry, IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REPOSITORY_NAME } from '../../facts/gcp/names';
import { ROLES } from '../../facts/gcp/roles';
import { ArtifactRegistryRepository } from '../../providers/google/artifact-registry-repository';
import { ArtifactRegistryRepositoryIamMember } from '../../providers/google/artifact-registry-repository-iam-member';
import { inheritProviders } from '../../terraform';
import { memberId } from '../identity/member-id';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';

/** What a registry of container images is to do on Google Cloud. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform whose key, profile and labels the registry has; it may belong to another stack. */
  readonly platform: IMlPlatform;
}

/** A repository of Artifact Registry that exists already. */
export interface ExistingRepository {
  /** The project that holds it. */
  readonly project: string;

  /** Where it lies: `europe-west4`, `europe`. */
  readonly location: string;

  /** Its last name: `images`. */
  readonly repositoryId: string;

  /**
   * The images in it that the platform uses.
   * @default ['training', 'serving']
   */
  readonly images?: string[];
}

/**
 * One Docker repository of Artifact Registry that holds all images, encrypted with the platform's key, with immutable tags, vulnerability scanning and a
 * cleanup of all but the newest images of each name. An immutable tag cannot be deleted, and so neither can the image that carries it: with immutable
 * tags the cleanup reaches images without a tag only.
 *
 * Throws `core/name-length`, `core/name-illegal`, `registry/repository-name` and its like.
 *
 * @see https://docs.cloud.google.com/artifact-registry/docs/repositories/cleanup-policy
 *
 * @example
 * import { tfgcp } from 'ml-platform-constructs';
 *
 * function partners(scope: any, platform: tfgcp.IMlPlatform) {
 *   return new tfgcp.ContainerRegistry(scope, 'Partners', { platform, repositories: ['shared'], keepLast: 20 });
 * }
 */
export class ContainerRegistry extends Construct implements IContainerRegistry {
  /**
   * A repository that exists already; nothing of it is changed but the grants that you ask for.
   *
   * @param scope where the handle stands
   * @param id unique within the scope
   * @param repository which one
   */
  public static fromRepository(scope: Construct, id: string, repository: ExistingRepository): IContainerRegistry {
    return new ExistingRegistry(scope, id, repository);
  }

  /** `LOCATION-docker.pkg.dev/PROJECT/REPOSITORY`. */
  public readonly registryUri: string;

  /** The last name of the repository. */
  public readonly repositoryId: string;

  /** The repository itself. */
  public readonly repository: TerraformResource;

  /** @internal */
  public readonly _images: readonly string[];

  private readonly place: RepositoryPlace;

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
    this.repository = repository;
    this.repositoryId = repositoryId;
    this._images = plan.repositories;
    this.registryUri = `${location}-docker.pkg.dev/${project}/${repositoryId}`;
    this.place = { project, location, repository: repository.repositoryId };
  }

  /**
   * The full name of an image. Throws `registry/unknown-repository`.
   *
   * @param repository one of the registry's repositories
   * @param tag a tag, or a digest that begins with `sha256:`
   */
  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this._images, repository, tag);
  }

  /**
   * Lets somebody pull images: `roles/artifactregistry.reader` on the repository. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantPull(identity: IIdentity): void {
    grantOnRepository(this, this.place, ROLES.registryReader, identity);
  }

  /**
   * Lets somebody pull and push images: `roles/artifactregistry.writer` on the repository. Throws `identity/wrong-target`.
   *
   * @param identity who
   */
  public grantPush(identity: IIdentity): void {
    grantOnRepository(this, this.place, ROLES.registryWriter, identity);
  }
}

interface RepositoryPlace {
  readonly project: string;
  readonly location: string;
  readonly repository: string;
}

/** A repository that was made elsewhere. */
class ExistingRegistry extends Construct implements IContainerRegistry {
  public readonly registryUri: string;
  public readonly _images: readonly string[];
  private readonly place: RepositoryPlace;

  public constructor(scope: Construct, id: string, { project, location, repositoryId, images }: ExistingRepository) {
    super(scope, id);
    this.registryUri = `${location}-docker.pkg.dev/${project}/${repositoryId}`;
    this._images = images ?? ['training', 'serving'];
    this.place = { project, location, repository: repositoryId };
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this._images, repository, tag);
  }

  public grantPull(identity: IIdentity): void {
    grantOnRepository(this, this.place, ROLES.registryReader, identity);
  }

  public grantPush(identity: IIdentity): void {
    grantOnRepository(this, this.place, ROLES.registryWriter, identity);
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

function grantOnRepository(scope: Construct, place: RepositoryPlace, role: string, identity: IIdentity): void {
  requireGranteeOf('gcp', identity, scope);
  const id = `Grant-${role.split('.').pop()}-${memberId(scope, identity.identityName)}`;
  if (scope.node.tryFindChild(id)) return;
  new ArtifactRegistryRepositoryIamMember(scope, id, { ...place, role, member: identity.identityName });
}
