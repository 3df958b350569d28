import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { ClusterServiceAccountProps, IClusterServiceAccount, IIdentity } from '../../core';
import { Problems } from '../../core/private';
import { planServiceAccount } from '../../core/training/service-account-plan';
import { workloadPrincipal } from '../../facts/gcp/cluster';
import { ServiceAccountV1 } from '../../providers/kubernetes/service-account-v1';
import { Identity } from '../identity/identity';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Where an account stands. */
export interface ClusterServiceAccountPlace {
  readonly platform: IMlPlatform;
  readonly workloadPool: string;
  readonly stack: () => TerraformStack;
  readonly after: ITerraformDependable[];
}

/**
 * A service account of Kubernetes that IAM knows by itself, through Workload Identity Federation for GKE: no account of Google Cloud stands behind it. An
 * account of the same name and namespace in another cluster of the project is the same identity.
 */
export class ClusterServiceAccount extends Construct implements IClusterServiceAccount {
  public readonly namespace: string;
  public readonly serviceAccountName: string;
  public readonly identity: IIdentity;
  public readonly podLabels: Record<string, string> = {};

  public constructor(scope: Construct, id: string, props: ClusterServiceAccountProps, place: ClusterServiceAccountPlace) {
    const { namespace } = props;
    const problems = new Problems(scope, id);
    const name = planServiceAccount(scope, id, props, problems);
    problems.throwIfAny();
    super(scope, id);
    const { platform, workloadPool, stack, after } = place;
    new ServiceAccountV1(stack(), `ServiceAccount-${namespace}-${name}`, {
      metadata: { name, namespace, labels: { ...platform.tags } },
      dependsOn: after,
    });
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.identity = Identity.principal(workloadPrincipal(platform.projectNumber, workloadPool, namespace, name));
  }
}
