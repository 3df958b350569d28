import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { TOKEN_REVIEWER } from './feast-release';

const NAME = 'feast';
const NAMESPACE = 'feast-system';

/**
 * What the feature stores of a cluster share. Each `FeatureStoreKind.feast` runs Feast's own server in its namespace, as the identity that it has in the cloud; here is the right by
 * which a server asks the API server whose token a caller has shown.
 *
 * Feast's operator is not used: it takes no service account that is there, so that its servers are nobody to the cloud; it lets in whoever writes a token with a fitting name, since
 * the default of its authorization does not check signatures in 0.66; and it may read each Secret and run commands in each pod of a cluster.
 *
 * @see https://docs.feast.dev
 *
 * @example
 * import { ITrainingCluster, kubernetes } from 'ml-platform-constructs';
 *
 * function prepare(cluster: ITrainingCluster) {
 *   cluster.install(new kubernetes.Feast());
 * }
 */
export class Feast implements IClusterSoftware {
  public readonly softwareName: string = NAME;
  public readonly needs: string[] = [];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public parts({ labels }: ClusterTraits): SoftwareParts {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: TOKEN_REVIEWER, labels },
      rules: [{ apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'], verbs: ['create'] }],
    };
    return {
      // The release of what belongs to no namespace is remembered somewhere.
      namespaces: [{ name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }],
      manifests: [{ name: NAME, namespace: NAMESPACE, manifests: [role] }],
    };
  }
}
