import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { requireGrantPrefix, stableSuffix } from '../../core/private';
import { StorageBucketIamMember } from '../../providers/google/storage-bucket-iam-member';
import { memberId } from '../identity/member-id';

/**
 * Lets a member use the objects of a bucket, or only those below a prefix.
 *
 * Listing is asked of the bucket, so the condition reads the prefix that is listed:
 * https://docs.cloud.google.com/iam/docs/conditions-attribute-reference#api-attributes
 */
export function grantOnBucket(scope: Construct, bucket: string, role: string, identity: IIdentity, prefix: string | undefined): void {
  requireGranteeOf('gcp', identity, scope);
  requireGrantPrefix(prefix ?? '');
  const word = role.replace(/^roles\/storage\./, '');
  const condition = prefix ? { title: `only ${prefix}`, description: `Objects whose name begins with ${prefix}`, expression: below(bucket, prefix) } : undefined;
  const readable = ['Grant', word, memberId(scope, identity.identityName), ...(prefix ? [prefix.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '')] : [])].join('-');
  const known = scope.node.tryFindChild(readable) as StorageBucketIamMember | undefined;
  // 'team-a/' and 'team/a' read the same once they are part of an id.
  const id = known && known.conditionInput?.title !== condition?.title ? `${readable}-${stableSuffix(prefix ?? '')}` : readable;
  if (scope.node.tryFindChild(id)) return;
  new StorageBucketIamMember(scope, id, {
    bucket,
    role,
    member: identity.identityName,
    condition,
  });
}

function below(bucket: string, prefix: string): string {
  const objects = `resource.name.startsWith("projects/_/buckets/${bucket}/objects/${prefix}")`;
  return `${objects} || api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`;
}
