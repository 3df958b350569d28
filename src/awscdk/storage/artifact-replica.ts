import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { BootstraplessSynthesizer, Duration, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ArtifactStorePlan } from '../../core/storage/artifact-store-plan';
import { addTags } from '../tags';
import { EncryptionKey } from './encryption-key';
import { lifecycleRules } from './lifecycle-rules';
import { privateBucket } from './private-bucket';

export interface ArtifactReplicaProps {
  readonly platformName: string;
  readonly storeId: string;
  readonly bucketName: string;
  readonly region: string;
  readonly plan: ArtifactStorePlan;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The copy of a store in a second region: a stack of its own, since a stack lies in one region, with a key of its own, since a key does too.
 * The store names bucket and key by their names, so that neither stack reads the other's outputs.
 */
export class ArtifactReplica extends Construct {
  public readonly stack: Stack;
  public readonly bucket: Bucket;
  public readonly keyAlias: string;

  public constructor(scope: Construct, id: string, { platformName, storeId, bucketName, region, plan, tags }: ArtifactReplicaProps) {
    super(scope, id);
    const source = Stack.of(this);
    this.stack = new Stack(this, 'Stack', {
      stackName: `${outermost(source).stackName}-${storeId}-replica`,
      description: `${platformName}: copy of ${storeId} in ${region}`,
      env: { region, account: Token.isUnresolved(source.account) ? undefined : source.account },
      synthesizer: source.synthesizer instanceof BootstraplessSynthesizer ? new BootstraplessSynthesizer() : undefined,
    });
    const aliasSuffix = `${storeId}-replica`;
    const { key } = new EncryptionKey(this.stack, 'Key', { platformName, aliasSuffix, usedByServices: false, deletionProtection: plan.deletionProtection });
    this.keyAlias = `alias/${platformName}-${aliasSuffix}`;
    this.bucket = privateBucket(this.stack, 'Bucket', {
      bucketName,
      key,
      versioned: true,
      deletionProtection: plan.deletionProtection || plan.lockedDays !== undefined,
      lifecycleRules: lifecycleRules(plan),
      objectLockEnabled: plan.lockedDays !== undefined,
      objectLockDefaultRetention: plan.lockedDays === undefined ? undefined : ObjectLockRetention.compliance(Duration.days(plan.lockedDays)),
    });
    addTags(this.stack, tags);
  }
}

/** The name of a nested stack is known only at deployment. */
function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
