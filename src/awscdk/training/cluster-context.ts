import { IManagedPolicy, ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { TrainingClusterPlan } from '../../core/training/training-cluster-plan';
import { Values } from '../../facts/aws/fill';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { privateSubnets } from '../platform/platform-network';
import { stackValues } from '../stack-values';
import { TrainingClusterProps } from './training-cluster-props';

/** What the parts of a cluster stand on. */
export interface ClusterContext {
  readonly plan: TrainingClusterPlan;
  readonly platform: IMlPlatform;
  readonly key: IKey;
  /** The private subnets of the network, that of nodes which lie close together before the others. */
  readonly subnetIds: string[];
  /** What stands in the braces of the almanac's texts. */
  readonly values: Values;
}

export function contextOf(scope: Construct, plan: TrainingClusterPlan, { platform, compactSubnetId }: TrainingClusterProps): ClusterContext {
  const { platformName, key, vpc } = platform;
  const subnetIds = privateSubnets(vpc).map(({ subnetId }) => subnetId);
  return {
    plan,
    platform,
    key,
    subnetIds: [...new Set([compactSubnetId ?? subnetIds[0]!, ...subnetIds])],
    values: { ...stackValues(scope, platformName), cluster: plan.name, vpc: vpc.vpcId, key: key.keyArn },
  };
}

/** Bounds every role below a construct, those that AWS CDK makes by itself, too. */
export function boundRoles(scope: Construct, { permissionsBoundary }: IMlPlatform): void {
  if (permissionsBoundary) PermissionsBoundary.of(scope).apply(ManagedPolicy.fromManagedPolicyArn(scope, 'Boundary', permissionsBoundary));
}

/** Policies that AWS keeps, where it documents no narrower ones. */
export function awsPolicies(scope: Construct, arns: readonly string[], values: Values): IManagedPolicy[] {
  return arns.map((arn) => {
    const known = arn.replace('{partition}', String(values.partition));
    return ManagedPolicy.fromManagedPolicyArn(scope, arn.replace(/^.*\//, ''), known);
  });
}
