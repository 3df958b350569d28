import { Fn } from 'cdktf';
import { IIdentity } from '../../core';
import { isUnresolved } from '../../core/private';
import { TRUST } from '../../facts/aws/personas';
import { Place } from '../platform/place';
import { Identity } from './identity';
import { policyDocument, Statement } from './policy-document';

/** Who may assume a role: its members; without any, nobody, said by a denial, because a role has to have a trust policy. */
export function trustOf(members: readonly IIdentity[], place: Place): string {
  const known = members as readonly Identity[];
  const principals = known.filter(({ kind }) => kind !== 'oidc').map((member) => principalOf(member, place));
  const assumed: Statement[] = principals.length > 0
    ? [{ Sid: 'Members', Effect: 'Allow', Principal: { AWS: principals }, Action: TRUST.memberActions }]
    : [];
  const statements = [...assumed, ...known.filter(({ kind }) => kind === 'oidc').map(federated)];
  return policyDocument(statements.length > 0 ? statements : [
    { Sid: 'Nobody', Effect: TRUST.nobody.effect, Principal: { AWS: TRUST.nobody.principal }, Action: TRUST.nobody.actions },
  ]);
}

function principalOf({ kind, identityName }: Identity, { partition }: Place): string {
  return kind === 'account' ? `arn:${partition}:iam::${identityName}:root` : identityName;
}

function federated({ identityName, audience, subject }: Identity, index: number): Statement {
  const issuer = isUnresolved(identityName) ? Fn.replace(identityName, '/^.*oidc-provider[/]/', '') : identityName.replace(/^.*oidc-provider\//, '');
  return {
    Sid: `Federated${index}`,
    Effect: 'Allow',
    Principal: { Federated: identityName },
    Action: ['sts:AssumeRoleWithWebIdentity'],
    Condition: { StringEquals: { [`${issuer}:aud`]: audience }, StringLike: { [`${issuer}:sub`]: subject } },
  };
}
