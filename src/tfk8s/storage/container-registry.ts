import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { OBJECT_NAME } from '../../facts/kubernetes/names';
import { inheritProviders } from '../../terraform';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ExistingContainerRegistry } from './existing-container-registry';
import { ExistingRegistry } from './existing-registry';
import { ImageRegistry } from './image-registry';
import { RegistryAccess } from './registry-access';
import { RegistryService } from './registry-service';

/** A container registry on an existing cluster. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform that the registry belongs to. */
  readonly platform: IMlPlatform;

  /**
   * How the registry that is run in the cluster is reached.
   * @default - the platform's, with its host prefixed by the id of this registry
   */
  readonly imageRegistry?: ImageRegistry;
}

/**
 * CNCF Distribution in the cluster, with its blobs in the platform's object store.
 *
 * Throws `registry/host` when it is not known how the registry is reached, `core/name-length`, `core/name-illegal`, and the refusals of
 * `docs/support-matrix.md`.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * function partners(ml: tfk8s.MlPlatform): tfk8s.ContainerRegistry {
 *   return new tfk8s.ContainerRegistry(ml, 'Partners', { platform: ml, repositories: ['shared'] });
 * }
 */
export class ContainerRegistry extends Construct implements core.IContainerRegistry {
  /**
   * A registry that exists already: nothing is run, and what it keeps stays as it is.
   *
   * @param scope where it is used
   * @param id unique in the scope
   * @param platform the platform that uses it
   * @param existing the registry
   */
  public static fromExisting(scope: Construct, id: string, platform: IMlPlatform, existing: ExistingRegistry): core.IContainerRegistry {
    return new ExistingContainerRegistry(scope, id, platform, existing);
  }

  public readonly registryUri: string;

  /** The Secret that workloads pull with. */
  public readonly pullSecret: string;

  /** The Deployment of the registry. */
  public readonly resource: TerraformResource;

  /** The Ingress of the registry. */
  public readonly ingressResource: TerraformResource;

  private readonly repositories: readonly string[];
  private readonly access: RegistryAccess;

  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const name = physicalName(OBJECT_NAME, [platform.platformName, kebab(id)], problems);
    const registry = props.imageRegistry ?? derived(platform.imageRegistry, id);
    if (!registry) {
      problems.add('registry/host', "nodes have to reach the registry by a name, but none is known: give 'imageRegistry' here or on the platform");
    }
    problems.throwIfAny();

    super(scope, id);
    const { namespace } = platform;
    const labels = { ...platform.tags };
    inheritProviders(this, platform);
    this.repositories = plan.repositories;
    this.registryUri = registry!.host;
    this.pullSecret = registry!.pullSecret;
    this.access = new RegistryAccess(this, platform, name, registry!);
    const bucket = platform.artifacts.storeName;
    const service = new RegistryService(this, 'Service', { name, namespace, labels, bucket, storage: platform.objectStorage, registry: registry! });
    this.resource = service.deployment;
    this.ingressResource = service.ingress;
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    this.access.pull(identity);
  }

  public grantPush(identity: core.IIdentity): void {
    this.access.push(identity);
  }
}

/** A second registry of a platform has a name below the first one's, and a certificate of its own. */
function derived(registry: ImageRegistry | undefined, id: string): ImageRegistry | undefined {
  if (!registry || id === 'Registry') return registry;
  const prefix = kebab(id);
  return { ...registry, host: `${prefix}.${registry.host}`, tlsSecret: `${prefix}-${registry.tlsSecret}` };
}
