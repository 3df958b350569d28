import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { requireGrantPrefix } from '../../core/private';
import { STORE_READ, STORE_WRITE } from '../../facts/aws/grants';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { placeOf } from '../platform/place';

export interface StoreOnS3 extends Construct {
  readonly bucketArn: string;
  readonly keyArn: string;
}

const FACTS = { read: STORE_READ, write: STORE_WRITE };

/** Lets an identity read, or read and write, the objects of a bucket whose key begins with the prefix. */
export function grantOnStore(store: StoreOnS3, platform: IMlPlatform, right: keyof typeof FACTS, identity: IIdentity, prefix = ''): void {
  requireGrantPrefix(prefix);
  const { region, accountId, platformName } = platform;
  const values = { region, store: store.bucketArn, prefix, key: store.keyArn };
  const statements = FACTS[right].map((fact) => allow(fact, values));
  grantTo(store, { identity, platformName, right, part: prefix, place: placeOf(region, accountId), statements });
}
