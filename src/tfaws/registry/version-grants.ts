import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { APPROVE_VERSIONS, READ_VERSIONS, REGISTER_VERSIONS } from '../../facts/aws/registry-rights';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { placeOf } from '../platform/place';
import { RegistryParts } from './registry-parts';

const FACTS = { approve: APPROVE_VERSIONS, read: READ_VERSIONS, register: REGISTER_VERSIONS };

/** Lets an identity approve, read or register the versions of a model. */
export function grantOnVersions(registry: Construct, { platform, values }: RegistryParts, right: keyof typeof FACTS, identity: IIdentity): void {
  const { platformName, region, accountId } = platform;
  const statements = FACTS[right].map((fact) => allow(fact, values));
  grantTo(registry, { identity, platformName, right, place: placeOf(region, accountId), statements });
}
