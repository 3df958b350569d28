import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';

/** Any Kubernetes resources. */
export interface ManifestProps {
  /** The resources, as Kubernetes writes them. Helm installs them in an order of its own, by their kinds. */
  readonly manifests: Record<string, any>[];

  /**
   * The namespace of what names none.
   * @default 'default'
   */
  readonly namespace?: string;

  /**
   * What has to be in the cluster before, by name: whatever defines the kinds.
   * @default - nothing
   */
  readonly needs?: string[];
}

/**
 * Kubernetes resources that this library has no class for, custom ones included. They are installed through a chart that prints them, so that a plan
 * does not have to reach the cluster. No secrets: manifests are stored in the template and the state.
 *
 * Helm looks up every kind before it makes the first resource, so that definitions and resources of their kinds cannot be one release: definitions
 * are installed before all else, as a release `<name>-definitions`.
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function addPriority(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Manifest('priorities', {
 *     manifests: [{ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'training' }, value: 1000 }],
 *   }));
 * }
 */
export class Manifest implements IClusterSoftware {
  public readonly needs: string[];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  /**
   * @param softwareName what it is called: unique in the cluster
   * @param props what to install
   */
  public constructor(public readonly softwareName: string, private readonly props: ManifestProps) {
    this.needs = [...(props.needs ?? [])];
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { manifests, namespace = 'default' } = this.props;
    const name = this.softwareName;
    const definitions = manifests.filter(isDefinition);
    const others = manifests.filter((manifest) => !isDefinition(manifest));
    if (definitions.length === 0 || others.length === 0) return { manifests: [{ name, namespace, manifests }] };
    return { manifests: [{ name: `${name}-definitions`, namespace, manifests: definitions }, { name, namespace, manifests: others }] };
  }
}

function isDefinition({ kind }: Record<string, unknown>): boolean {
  return kind === 'CustomResourceDefinition';
}
