import { CfnPodIdentityAssociation, ICluster, KubernetesManifest } from 'aws-cdk-lib/aws-eks-v2';
import { Construct, IDependable } from 'constructs';
import { ClusterServiceAccountProps, IClusterServiceAccount, IIdentity } from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { Values } from '../../facts/aws/fill';
import { Identity } from '../identity/identity';
import { PodRole } from './pod-role';

export interface ServiceAccountProps extends ClusterServiceAccountProps {
  readonly cluster: ICluster;
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
  readonly labels: Readonly<Record<string, string>>;
  /** What has to be in the cluster before. */
  readonly after: readonly IDependable[];
}

/** The namespaces of the accounts that this program has made, by the identity of their pods. */
const NAMESPACES = new WeakMap<IIdentity, string>();

/** The namespace of pods by whom they are; none of an identity that no cluster of this program has made. */
export function namespaceOf(identity: IIdentity): string | undefined {
  return NAMESPACES.get(identity);
}

/** An account of pods that is a role of IAM, by EKS Pod Identity. */
export class ClusterServiceAccount extends Construct implements IClusterServiceAccount {
  public readonly namespace: string;
  public readonly serviceAccountName: string;
  public readonly identity: IIdentity;
  public readonly podLabels: Record<string, string> = {};

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    const { cluster, namespace, values, labels, after } = props;
    const problems = new Problems(scope, id);
    const serviceAccount = planServiceAccount(scope, id, props, problems);
    problems.throwIfAny();
    super(scope, id);
    this.namespace = namespace;
    this.serviceAccountName = serviceAccount;
    const { role } = new PodRole(this, 'Role', { description: `${String(values.cluster)}: pods of ${namespace}/${serviceAccount}`, namespace, serviceAccount, values });
    this.identity = Identity.of(role);
    NAMESPACES.set(this.identity, namespace);
    const manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: serviceAccount, namespace, labels } };
    const account = new KubernetesManifest(this, 'Resource', { cluster, manifest: [manifest], overwrite: true, prune: false });
    const association = new CfnPodIdentityAssociation(this, 'Association', { clusterName: cluster.clusterName, namespace, serviceAccount, roleArn: role.roleArn });
    // A pod that starts before the association has no credentials, and never gets any: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
    account.node.addDependency(association, ...after);
  }
}
