import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterServiceAccountProps, IClusterServiceAccount, IIdentity } from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { ServiceAccountV1 } from '../../providers/kubernetes/service-account-v1';
import { Identity } from '../identity/identity';

interface ServiceAccountProps extends ClusterServiceAccountProps {
  readonly labels: Record<string, string>;
  /** What makes the namespace. */
  readonly after: ITerraformDependable[];
}

/** A service account of the cluster; a Secret or a Role is granted to it as to any other identity. */
export class ClusterServiceAccount extends Construct implements IClusterServiceAccount {
  public readonly namespace: string;
  public readonly serviceAccountName: string;
  public readonly identity: IIdentity;
  public readonly podLabels: Record<string, string> = {};
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    const { namespace, labels, after } = props;
    const problems = new Problems(scope, id);
    const name = planServiceAccount(scope, id, props, problems);
    problems.throwIfAny();
    super(scope, id);
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.identity = Identity.serviceAccount(namespace, name);
    this.resource = new ServiceAccountV1(this, 'Resource', { metadata: { name, namespace, labels }, dependsOn: after });
  }
}
