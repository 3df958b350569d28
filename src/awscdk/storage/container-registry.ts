import { IRepository, Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as core from '../../core';
import { IContainerRegistry, IIdentity } from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REPOSITORY_NAME } from '../../facts/aws/names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { addTags } from '../tags';
import { ExistingContainerRegistry } from './existing-container-registry';
import { RegistryAccess } from './registry-access';

/** A registry of container images on AWS. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** Whose key, profile and tags it has. */
  readonly platform: IMlPlatform;

  /**
   * What stands before the name of each repository.
   * @default - `<platform>/<id>`
   */
  readonly namespace?: string;
}

/**
 * ECR repositories `<namespace>/<repository>`: private, encrypted with the platform's key, tags that never move, scanned on push, the last images kept.
 *
 * Throws `core/name-length` and `core/name-illegal`.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { awscdk } from 'ml-platform-constructs';
 *
 * function partners(stack: Stack, platform: awscdk.IMlPlatform): string {
 *   return new awscdk.ContainerRegistry(stack, 'Partners', { platform, repositories: ['shared'] }).imageUri('shared', '1.0');
 * }
 */
export class ContainerRegistry extends Construct implements IContainerRegistry {
  /**
   * Repositories that exist already, as a registry: nothing is made, and what they keep stays as it is. Each goes by the last part of its name.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the repositories, one at least
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: IRepository[]): IContainerRegistry {
    return new ExistingContainerRegistry(scope, id, platform, existing);
  }

  /** `<account>.dkr.ecr.<region>.<suffix>/<namespace>`. */
  public readonly registryUri: string;

  /** The repositories, by their names without the namespace. */
  public readonly repositories: string[];

  /** The repositories that were made, by their names without the namespace. */
  public readonly resources: Record<string, Repository>;

  private readonly plan: ContainerRegistryPlan;
  private readonly access: RegistryAccess;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the repositories' names
   * @param props what the registry is to do
   */
  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const namespace = props.namespace ?? `${platform.platformName}/${kebab(id)}`;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const names = plan.repositories.map((repository) => physicalName(REPOSITORY_NAME, [namespace, repository], problems));
    problems.throwIfAny();
    super(scope, id);
    this.plan = plan;
    const made = plan.repositories.map((repository, i) => this.repository(repository, names[i], platform));
    this.repositories = [...plan.repositories];
    this.resources = Object.fromEntries(made.map((resource, i) => [plan.repositories[i], resource]));
    const { account, region, urlSuffix } = Stack.of(this);
    this.registryUri = `${account}.dkr.ecr.${region}.${urlSuffix}/${namespace}`;
    this.access = new RegistryAccess(this, made);
    addTags(this, platform.tags);
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
   * Lets somebody pull images. Throws `identity/wrong-target` and `identity/cannot-grant`.
   *
   * @param identity who
   */
  public grantPull(identity: IIdentity): void {
    this.access.pull(identity);
  }

  /**
   * Lets somebody pull and push images. Throws `identity/wrong-target` and `identity/cannot-grant`.
   *
   * @param identity who
   */
  public grantPush(identity: IIdentity): void {
    this.access.push(identity);
  }

  private repository(id: string, repositoryName: string, { key }: IMlPlatform): Repository {
    const { immutableTags, scanOnPush, keepLast, deletionProtection } = this.plan;
    return new Repository(this, id, {
      repositoryName,
      encryption: RepositoryEncryption.KMS,
      encryptionKey: key,
      imageTagMutability: immutableTags ? TagMutability.IMMUTABLE : TagMutability.MUTABLE,
      imageScanOnPush: scanOnPush,
      lifecycleRules: keepLast === undefined ? [] : [{ maxImageCount: keepLast, description: `the last ${keepLast} images` }],
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      emptyOnDelete: !deletionProtection,
    });
  }
}
