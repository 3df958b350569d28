import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterServiceAccountProps, IClusterServiceAccount, IIdentity } from '../../core';
import { isUnresolved, Problems, stableSuffix } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { MAX_IDENTITY_NAME, WORKLOAD_IDENTITY } from '../../facts/azure/cluster';
import { FederatedIdentityCredential } from '../../providers/azurerm/federated-identity-credential';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { ServiceAccountV1 } from '../../providers/kubernetes/service-account-v1';
import { Identity } from '../identity/identity';
import { standBeside } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';

export interface ServiceAccountProps extends ClusterServiceAccountProps {
  readonly platform: IMlPlatform;
  readonly clusterName: string;
  readonly issuerUrl: string;
  readonly labels: Record<string, string>;
  /** Where what belongs to the cluster's inside stands. */
  readonly workloads: () => Construct;
  /** What makes the namespace. */
  readonly after: ITerraformDependable[];
}

/** The namespaces of the accounts that were made, by their identities. */
const NAMESPACES = new WeakMap<IIdentity, string>();

/** In which namespace of a cluster an identity has its account; undefined for one that has none. */
export function namespaceOf(identity: IIdentity): string | undefined {
  return NAMESPACES.get(identity);
}

/**
 * A service account of a cluster that is a managed identity, by Microsoft Entra Workload ID: https://learn.microsoft.com/en-us/azure/aks/workload-identity-overview
 * The identity stands beside the cluster, the account in the cluster.
 */
export class ClusterServiceAccount extends Construct implements IClusterServiceAccount {
  public readonly namespace: string;
  public readonly serviceAccountName: string;
  public readonly identity: IIdentity;
  public readonly podLabels: Record<string, string> = { [WORKLOAD_IDENTITY.label.key]: WORKLOAD_IDENTITY.label.value };
  /** The managed identity. */
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    const { platform, clusterName, namespace, labels } = props;
    const problems = new Problems(scope, id);
    const name = planServiceAccount(scope, id, props, problems);
    problems.throwIfAny();
    super(scope, id);
    const { resourceGroupName, location, tags } = platform;
    const identity = new UserAssignedIdentity(this, 'Resource', { name: identityName(clusterName, namespace, name), resourceGroupName, location, tags });
    new FederatedIdentityCredential(this, 'Credential', {
      name: clusterName,
      resourceGroupName,
      parentId: identity.id,
      issuer: props.issuerUrl,
      audience: [WORKLOAD_IDENTITY.audience],
      subject: WORKLOAD_IDENTITY.subject.replace('{namespace}', namespace).replace('{serviceAccount}', name),
    });
    new ServiceAccountV1(props.workloads(), id, {
      metadata: { name, namespace, labels, annotations: { [WORKLOAD_IDENTITY.clientIdAnnotation]: identity.clientId } },
      dependsOn: props.after,
    });
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.resource = identity;
    this.identity = Identity.servicePrincipal(identity.principalId);
    standBeside(this.identity, this);
    NAMESPACES.set(this.identity, namespace);
  }
}

/** Names of Kubernetes may be longer together than an identity's. */
function identityName(...parts: string[]): string {
  const name = parts.join('-');
  if (isUnresolved(name) || name.length <= MAX_IDENTITY_NAME) return name;
  const suffix = stableSuffix(...parts);
  return `${name.slice(0, MAX_IDENTITY_NAME - suffix.length - 1)}-${suffix}`;
}
