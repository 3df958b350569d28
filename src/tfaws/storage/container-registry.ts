import { Lazy, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REGISTRY_PULL } from '../../facts/aws/grants';
import { REPOSITORY_NAME } from '../../facts/aws/names';
import { EcrLifecyclePolicy } from '../../providers/aws/ecr-lifecycle-policy';
import { EcrRepository } from '../../providers/aws/ecr-repository';
import { EcrRepositoryPolicy } from '../../providers/aws/ecr-repository-policy';
import { inheritProviders } from '../../terraform';
import { policyDocument } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { TARGET } from '../support';
import { ExistingContainerRegistry } from './existing-container-registry';
import { ExistingRegistry } from './existing-registry';
import { grantOnRegistry } from './registry-access';

/** A registry of container images on ECR. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform that it belongs to. */
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
 * Throws `core/name-length`, `core/name-illegal`, and what core checks.
 *
 * @example
 * import { tfaws } from 'ml-platform-constructs';
 * import { Construct } from 'constructs';
 *
 * function partners(scope: Construct, platform: tfaws.IMlPlatform) {
 *   return new tfaws.ContainerRegistry(scope, 'Partners', { platform, repositories: ['shared'] });
 * }
 */
export class ContainerRegistry extends Construct implements core.IContainerRegistry {
  /**
   * Repositories that exist already, as a registry: nothing is made, and what they keep stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the repositories
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingRegistry): core.IContainerRegistry {
    return new ExistingContainerRegistry(scope, id, platform, existing);
  }

  public readonly registryUri: string;

  /** What stands before the name of each repository. */
  public readonly namespace: string;

  /** The repositories, by their names without the namespace. */
  public readonly repositories: string[];

  /** The ARNs of the repositories, in the same order. */
  public readonly repositoryArns: string[];

  /** The repositories that were made, by their names without the namespace. */
  public readonly resources: Record<string, TerraformResource>;

  private readonly platform: IMlPlatform;
  private readonly pullers = new Map<string, Set<string>>();

  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const namespace = props.namespace ?? `${platform.platformName}/${kebab(id)}`;
    const names = plan.repositories.map((repository) => physicalName(REPOSITORY_NAME, [namespace, repository], problems));
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);

    this.platform = platform;
    this.namespace = namespace;
    this.repositories = [...plan.repositories];
    const made = plan.repositories.map((repository, i) => this.make(repository, names[i], plan));
    this.resources = Object.fromEntries(made.map((resource, i) => [plan.repositories[i], resource]));
    this.repositoryArns = made.map(({ arn }) => arn);
    const { accountId, region, dnsSuffix } = placeOf(platform.region, platform.accountId);
    this.registryUri = `${accountId}.dkr.ecr.${region}.${dnsSuffix}/${namespace}`;
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    grantOnRegistry(this, this.platform, 'pull', identity);
  }

  public grantPush(identity: core.IIdentity): void {
    grantOnRegistry(this, this.platform, 'push', identity);
  }

  /**
   * Lets an account pull the images of a repository, by the repository's policy; its own policies then say who of it does.
   *
   * @internal
   */
  public _letAccountPull(accountId: string, repository: string): void {
    const accounts = this.pullers.get(repository) ?? this.open(repository);
    accounts.add(accountId);
  }

  private open(repository: string): Set<string> {
    const accounts = new Set<string>();
    this.pullers.set(repository, accounts);
    const { partition } = placeOf(this.platform.region, this.platform.accountId);
    const principals = () => [...accounts].sort().map((account) => `arn:${partition}:iam::${account}:root`);
    new EcrRepositoryPolicy(this, `${repository}-policy`, {
      repository: (this.resources[repository] as EcrRepository).name,
      policy: Lazy.stringValue({
        produce: () => policyDocument([{ Sid: REGISTRY_PULL.sid, Effect: 'Allow', Principal: { AWS: principals() }, Action: REGISTRY_PULL.actions }]),
      }),
    });
    return accounts;
  }

  private make(repository: string, name: string, plan: ContainerRegistryPlan): EcrRepository {
    const made = new EcrRepository(this, repository, {
      name,
      imageTagMutability: plan.immutableTags ? 'IMMUTABLE' : 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: plan.scanOnPush },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: this.platform.encryptionKey.keyId }],
      forceDelete: !plan.deletionProtection,
      tags: { ...this.platform.tags },
      lifecycle: { preventDestroy: plan.deletionProtection },
    });
    if (plan.keepLast) {
      new EcrLifecyclePolicy(this, `${repository}-ageing`, { repository: made.name, policy: JSON.stringify({ rules: [keepLast(plan.keepLast)] }) });
    }
    return made;
  }
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function keepLast(count: number): object {
  return {
    rulePriority: 1,
    description: `keep the last ${count} images`,
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: count },
    action: { type: 'expire' },
  };
}
