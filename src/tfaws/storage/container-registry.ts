import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { ContainerRegistryPlan, imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH } from '../../facts/aws/grants';
import { REPOSITORY_NAME } from '../../facts/aws/names';
import { StatementFact } from '../../facts/aws/statement';
import { EcrLifecyclePolicy } from '../../providers/aws/ecr-lifecycle-policy';
import { EcrRepository } from '../../providers/aws/ecr-repository';
import { inheritProviders } from '../../terraform';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';
import { TARGET } from '../support';

/** Repositories of ECR that exist already. */
export interface ExistingRegistry {
  /** What stands before the name of each repository, without a slash: `acme-ml` for `acme-ml/training`. */
  readonly namespace: string;

  /**
   * The account that they belong to.
   * @default - the platform's
   */
  readonly accountId?: string;

  /**
   * The region that they lie in.
   * @default - the platform's
   */
  readonly region?: string;
}

/** A registry of container images on ECR. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform that it belongs to. */
  readonly platform: IMlPlatform;

  /**
   * What stands before the name of each repository.
   * @default - `<platform>/<id>`
   */
  readonly namespace?: string;

  /**
   * Repositories that exist already, named in `repositories`; none is made.
   * @default - they are made
   */
  readonly existing?: ExistingRegistry;
}

/**
 * ECR repositories `<namespace>/<repository>`: private, encrypted with the platform's key, tags that never move, scanned on push, the last images kept.
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

  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform, existing } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const namespace = existing?.namespace ?? props.namespace ?? `${platform.platformName}/${kebab(id)}`;
    const names = plan.repositories.map((repository) => physicalName(REPOSITORY_NAME, [namespace, repository], problems));
    problems.throwIfAny();
    super(scope, id);
    inheritProviders(this, platform);

    const place = placeOf(existing?.region ?? platform.region, existing?.accountId ?? platform.accountId);
    this.platform = platform;
    this.namespace = namespace;
    this.repositories = [...plan.repositories];
    const made = existing ? {} : Object.fromEntries(plan.repositories.map((repository, i) => [repository, this.make(repository, names[i], plan)]));
    this.resources = made;
    this.repositoryArns = plan.repositories.map((repository, i) => {
      return made[repository]?.arn ?? `arn:${place.partition}:ecr:${place.region}:${place.accountId}:repository/${names[i]}`;
    });
    this.registryUri = `${place.accountId}.dkr.ecr.${place.region}.${place.dnsSuffix}/${namespace}`;
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    this.grant('pull', [REGISTRY_LOGIN, REGISTRY_PULL], identity);
  }

  public grantPush(identity: core.IIdentity): void {
    this.grant('push', [REGISTRY_LOGIN, REGISTRY_PULL, REGISTRY_PUSH], identity);
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

  private grant(right: string, facts: readonly StatementFact[], identity: core.IIdentity): void {
    const { region, accountId, platformName } = this.platform;
    const values = { region, repositories: this.repositoryArns };
    grantTo(this, { identity, platformName, right, place: placeOf(region, accountId), statements: facts.map((fact) => allow(fact, values)) });
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
