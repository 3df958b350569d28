import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { isUnresolved, stableSuffix } from '../../core/private';

/**
 * The part of a construct id that stands for a member: the same wherever the member stands in a list, so that adding one moves no other. A member that
 * is known only at deployment is told apart by the reference that gives it.
 */
export function memberId(scope: IConstruct, member: string): string {
  const stable = isUnresolved(member) ? reference(scope, member) : member;
  const readable = stable.replace(/^[a-zA-Z]+:/, '').replace(/^\$\{[a-z_]+\./, '').replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `${readable}-${stableSuffix(stable)}`;
}

function reference(scope: IConstruct, member: string): string {
  return Tokenization.resolve(member, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false }) as string;
}
