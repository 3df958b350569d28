import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { kebab, physicalName, Problems } from '../../core/private';
import { imageUri, planContainerRegistry } from '../../core/storage/container-registry-plan';
import { OBJECT_NAME } from '../../facts/kubernetes/names';
import { inheritProviders } from '../../terraform';
import { SecretReader } from '../identity/secret-reader';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { TARGET } from '../support';
import { ExistingRegistry, ImageRegistry } from './image-registry';
import { RegistryService } from './registry-service';

/** A container registry on an existing cluster: give `imageRegistry` to run one, or `existingRegistry`. */
export interface ContainerRegistryProps extends core.ContainerRegistryProps {
  /** The platform that the registry belongs to. */
  readonly platform: IMlPlatform;

  /**
   * How the registry that is run in the cluster is reached.
   * @default - the platform's, with its host prefixed by the id of this registry
   */
  readonly imageRegistry?: ImageRegistry;

  /**
   * A registry that exists already.
   * @default - one is run in the cluster
   */
  readonly existingRegistry?: ExistingRegistry;
}

/**
 * CNCF Distribution in the cluster with its blobs in the platform's object store, or a registry that exists already.
 *
 * Throws `registry/host` when neither `imageRegistry` nor `existingRegistry` is known, and the refusals of `docs/support-matrix.md`.
 *
 * @example
 * import { tfk8s } from 'ml-platform-constructs';
 *
 * function partners(ml: tfk8s.MlPlatform): tfk8s.ContainerRegistry {
 *   const existingRegistry = { registryUri: 'harbor.acme.internal/partners', pullSecret: 'harbor-pull' };
 *   return new tfk8s.ContainerRegistry(ml, 'Partners', { platform: ml, repositories: ['shared'], existingRegistry });
 * }
 */
export class ContainerRegistry extends Construct implements core.IContainerRegistry {
  public readonly registryUri: string;

  /** The Secret that workloads pull with. */
  public readonly pullSecret: string;

  /** The Deployment of the registry; none for a registry that exists already. */
  public readonly deployment?: TerraformResource;

  /** The Ingress of the registry; none for a registry that exists already. */
  public readonly ingress?: TerraformResource;

  private readonly repositories: readonly string[];
  private readonly pullers: SecretReader;
  private readonly pushers: SecretReader;

  public constructor(scope: Construct, id: string, props: ContainerRegistryProps) {
    const { platform } = props;
    const problems = new Problems(scope, id);
    const plan = planContainerRegistry(props, platform.profile.settings, TARGET, problems);
    const name = physicalName(OBJECT_NAME, [platform.platformName, kebab(id)], problems);
    const access = props.existingRegistry ?? props.imageRegistry ?? derived(platform.imageRegistry, id);
    if (!access) {
      problems.add('registry/host', "nodes have to reach the registry by a name, but none is known: give 'imageRegistry' to run one, or 'existingRegistry'");
    }
    problems.throwIfAny();

    super(scope, id);
    const { namespace } = platform;
    const labels = { ...platform.tags };
    inheritProviders(this, platform);
    this.repositories = plan.repositories;
    this.registryUri = 'registryUri' in access! ? access.registryUri : access!.host;
    this.pullSecret = access!.pullSecret;
    this.pullers = new SecretReader(this, 'Pullers', { namespace, labels, name: `${name}-pull`, secret: access!.pullSecret });
    this.pushers = new SecretReader(this, 'Pushers', { namespace, labels, name: `${name}-push`, secret: access!.pushSecret ?? access!.pullSecret });
    if ('host' in access!) {
      const bucket = platform.artifacts.storeName;
      const service = new RegistryService(this, 'Service', { name, namespace, labels, bucket, storage: platform.objectStorage, registry: access });
      this.deployment = service.deployment;
      this.ingress = service.ingress;
    }
  }

  public imageUri(repository: string, tag: string): string {
    return imageUri(this.registryUri, this.repositories, repository, tag);
  }

  public grantPull(identity: core.IIdentity): void {
    this.pullers.grant(identity);
  }

  public grantPush(identity: core.IIdentity): void {
    this.pushers.grant(identity);
  }
}

/** A second registry of a platform has a name below the first one's, and a certificate of its own. */
function derived(registry: ImageRegistry | undefined, id: string): ImageRegistry | undefined {
  if (!registry || id === 'Registry') return registry;
  const prefix = kebab(id);
  return { ...registry, host: `${prefix}.${registry.host}`, tlsSecret: `${prefix}-${registry.tlsSecret}` };
}
