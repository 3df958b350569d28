import { IRepository, Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { RemovalPolicy, Stack, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ContainerRegistryProps as PortableContainerRegistryProps, IContainerRegistry, IIdentity } from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REPOSITORY_NAME } from '../../facts/aws/names';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { RegistryAccess } from './registry-access';

/** A registry of container images on AWS. */
export interface ContainerRegistryProps extends PortableContainerRegistryProps {
  /** Whose key, profile and tags it has. */
  readonly platform: IMlPlatform;

  /**
   * What the names of the repositories begin with, behind the platform's; empty for none.
   * @default - the construct's id in lower case
   */
  readonly namespace?: string;
}

/**
 * Private repositories of ECR, encrypted with the platform's key, named `<platform>/<id>/<repository>`; the platform's own without the id.
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
  /** `<account>.dkr.ecr.<region>.<suffix>/<platform>`, and the id where there is one. */
  public readonly registryUri: string;

  /** The repositories themselves, in the order of `repositories`. */
  public readonly repositories: IRepository[];

  private readonly plan: ContainerRegistryPlan;
  private readonly access: RegistryAccess;

  /**
   * @param scope where it is made: any stack of the platform's region and account
   * @param id unique in the scope; part of the repositories' names
   * @param props what the registry is to do
   */
  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform, namespace = kebab(id) } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const base = [platform.platformName, namespace].filter((part) => part !== '');
    const names = plan.repositories.map((repository) => physicalName(REPOSITORY_NAME, [...base, repository], problems));
    problems.throwIfAny();
    super(scope, id);
    this.plan = plan;
    this.repositories = plan.repositories.map((repository, i) => this.repository(repository, names[i], platform));
    const { account, region, urlSuffix } = Stack.of(this);
    this.registryUri = `${account}.dkr.ecr.${region}.${urlSuffix}/${base.join('/')}`;
    this.access = new RegistryAccess(this, this.repositories);
    Object.entries(platform.tags).forEach(([key, value]) => Tags.of(this).add(key, value));
  }

  /**
   * The full name of an image. Throws `registry/unknown-repository`.
   *
   * @param repository one of the registry's repositories
   * @param tag a tag, or a digest that begins with `sha256:`
   */
  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.plan.repositories, repository, tag);
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
