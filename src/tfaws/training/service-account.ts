import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import * as core from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { EksPodIdentityAssociation } from '../../providers/aws/eks-pod-identity-association';
import { ServiceAccountV1 } from '../../providers/kubernetes/service-account-v1';
import { Identity } from '../identity/identity';
import { ClusterContext } from './cluster-context';
import { ClusterRole, podTrust, roleName } from './cluster-role';

export interface ServiceAccountProps extends core.ClusterServiceAccountProps {
  readonly context: ClusterContext;
  /** A reference to the cluster. */
  readonly clusterName: string;
  /** Where what stands inside the cluster is made. */
  readonly inside: () => Construct;
  /** What makes the namespace. */
  readonly after: ITerraformDependable[];
}

/** The name of an account that can be made, and so can its role, which is named after it; refuses any other. */
export function requireServiceAccount(accounts: Construct, id: string, props: core.ClusterServiceAccountProps, context: ClusterContext): string {
  const problems = new Problems(accounts, id);
  const name = planServiceAccount(accounts, id, props, problems);
  problems.throwIfAny();
  roleName(context.name, context.place.region, `${props.namespace}-${name}`, problems);
  problems.throwIfAny();
  return name;
}

/** The namespaces of the accounts that this program has made, by the identity of their pods. */
const NAMESPACES = new WeakMap<core.IIdentity, string>();

/** The namespace of pods by whom they are; none of an identity that no cluster of this program has made. */
export function namespaceOf(identity: core.IIdentity): string | undefined {
  return NAMESPACES.get(identity);
}

/** A service account of the cluster whose pods take a role by EKS Pod Identity; the role has no rights until some are granted. */
export class ClusterServiceAccount extends Construct implements core.IClusterServiceAccount {
  public readonly namespace: string;
  public readonly serviceAccountName: string;
  public readonly identity: core.IIdentity;
  public readonly podLabels: Record<string, string> = {};

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    const { namespace, context, clusterName } = props;
    const name = requireServiceAccount(scope, id, props, context);
    super(scope, id);
    const role = new ClusterRole(this, 'Role', context, { suffix: `${namespace}-${name}`, description: `Pods of ${namespace}/${name}`, trust: podTrust(context, namespace, name) });
    new EksPodIdentityAssociation(this, 'Resource', { clusterName, namespace, serviceAccount: name, roleArn: role.arn, tags: context.tags });
    new ServiceAccountV1(props.inside(), `ServiceAccount-${id}`, { metadata: { name, namespace, labels: context.tags }, dependsOn: props.after });
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.identity = Identity._of(role);
    NAMESPACES.set(this.identity, namespace);
  }
}
