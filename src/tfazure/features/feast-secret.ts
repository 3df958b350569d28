import { ClusterTraits, IClusterSoftware, SoftwareParts } from '../../core';
import { ClusterFeaturesPlan, metadataOf } from '../../kubernetes/features/feature-labels';

export interface FeastSecretProps {
  readonly plan: ClusterFeaturesPlan;
  readonly serviceAccountName: string;
  readonly vaultUri: string;
  /** The secret in the vault. */
  readonly secretName: string;
}

/** What the Secret in the cluster is called, and the key under which Feast finds its settings. */
export const SETTINGS_KEY = 'postgres';

/** The Secret with what Feast has to know of its database, which External Secrets reads from the vault as the account of Feast's pods: https://external-secrets.io/latest/provider/azure-key-vault/ */
export class FeastSecret implements IClusterSoftware {
  public readonly softwareName: string;
  public readonly needs: string[] = ['external-secrets'];
  public readonly conflictsWith: string[] = [];
  public readonly provides: string[] = [];

  public constructor(private readonly props: FeastSecretProps) {
    this.softwareName = `${props.plan.name}-database`;
  }

  public parts(_cluster: ClusterTraits): SoftwareParts {
    const { plan, plan: { place: { namespace } }, serviceAccountName, vaultUri, secretName } = this.props;
    const metadata = metadataOf(plan, this.softwareName);
    const store = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata,
      spec: { provider: { azurekv: { authType: 'WorkloadIdentity', vaultUrl: vaultUri, serviceAccountRef: { name: serviceAccountName } } } },
    };
    const secret = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata,
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: this.softwareName },
        target: { name: this.softwareName, creationPolicy: 'Owner' },
        data: [{ secretKey: SETTINGS_KEY, remoteRef: { key: secretName } }],
      },
    };
    return { manifests: [{ name: this.softwareName, namespace, manifests: [store, secret] }] };
  }
}
