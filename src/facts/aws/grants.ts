import { IN_REGION, StatementFact } from './statement';
import { REGISTRY_GRANTS, STORE_GRANTS } from './storage';

/**
 * The grants of `storage.ts` as statements: `{store}` is the bucket's ARN, `{prefix}` begins the keys, `{key}` is the key that encrypts the bucket.
 * Old versions stay out of reach.
 */
function storeGrant(kind: 'read' | 'write'): readonly StatementFact[] {
  const { objects, bucket, key } = STORE_GRANTS[kind];
  return [
    { sid: 'UseObjects', actions: objects, resources: ['{store}/{prefix}*'] },
    // Listing without a prefix would show every key, so it is held to the granted one.
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: ['{store}'], conditions: { StringLike: { 's3:prefix': '{prefix}*' } } },
    { sid: 'LocateStore', actions: bucket.filter((action) => action !== 's3:ListBucket'), resources: ['{store}'] },
    { sid: 'UseKey', actions: key, resources: ['{key}'], conditions: { StringEquals: { 'kms:ViaService': 's3.{region}.amazonaws.com' } } },
  ];
}

export const STORE_READ = storeGrant('read');
export const STORE_WRITE = storeGrant('write');

/** ECR decrypts images with a grant of its own, so nobody who pulls or pushes needs the key. */
export const REGISTRY_LOGIN: StatementFact = { sid: 'LogInToRegistry', actions: [REGISTRY_GRANTS.login], resources: ['*'], conditions: IN_REGION };
export const REGISTRY_PULL: StatementFact = { sid: 'PullImages', actions: REGISTRY_GRANTS.pull, resources: ['{repositories}'] };
export const REGISTRY_PUSH: StatementFact = { sid: 'PushImages', actions: REGISTRY_GRANTS.push, resources: ['{repositories}'] };
