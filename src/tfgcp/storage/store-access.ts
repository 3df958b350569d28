import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireIdentityOf } from '../../core/identity/persona-plan';
import { Problems } from '../../core/private';
import { StorageBucketIamMember } from '../../providers/google/storage-bucket-iam-member';
import { memberId } from '../identity/member-id';

/**
 * Lets a member use the objects of a bucket, or only those below a prefix.
 *
 * Listing is asked of the bucket, so the condition reads the prefix that is listed:
 * https://docs.cloud.google.com/iam/docs/conditions-attribute-reference#api-attributes
 */
export function grantOnBucket(scope: Construct, bucket: string, role: string, identity: IIdentity, prefix: string | undefined): void {
  const problems = new Problems(scope);
  requireIdentityOf('gcp', identity, problems);
  problems.throwIfAny();
  const word = role.replace(/^roles\/storage\./, '');
  const id = ['Grant', word, memberId(scope, identity.identityName), ...(prefix ? [prefix.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '')] : [])].join('-');
  if (scope.node.tryFindChild(id)) return;
  new StorageBucketIamMember(scope, id, {
    bucket,
    role,
    member: identity.identityName,
    condition: prefix ? { title: `only ${prefix}`, description: `Objects whose name begins with ${prefix}`, expression: below(bucket, prefix) } : undefined,
  });
}

function below(bucket: string, prefix: string): string {
  const objects = `resource.name.startsWith("projects/_/buckets/${bucket}/objects/${prefix}")`;
  return `${objects} || api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("${prefix}")`;
}
