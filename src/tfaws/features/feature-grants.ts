import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { readFeatures, writeFeatures } from '../../facts/aws/features-rights';
import { Values } from '../../facts/aws/fill';
import { grantTo } from '../identity/identity-grant';
import { allow } from '../identity/policy-document';
import { placeOf } from '../platform/place';
import { FeatureContext } from './feature-context';

/** Lets an identity read or write a group; `values` has the ARN of its stream, where it has one. */
export function grantOnGroup(scope: Construct, { platform, group }: FeatureContext, values: Values, right: 'read' | 'write', identity: IIdentity): void {
  const { platformName, region, accountId } = platform;
  const facts = right === 'read' ? readFeatures(group) : writeFeatures(group.source.kind === 'stream');
  grantTo(scope, { identity, platformName, right, place: placeOf(region, accountId), statements: facts.map((fact) => allow(fact, values)) });
}
