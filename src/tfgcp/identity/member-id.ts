import { IConstruct } from 'constructs';
import { stableSuffix } from '../../core/private';
import { stableText } from '../../terraform';

/** The part of a construct id that stands for a member: the same wherever the member stands in a list, so that adding one moves no other. */
export function memberId(scope: IConstruct, member: string): string {
  const stable = stableText(scope, member);
  const readable = stable.replace(/^[a-zA-Z]+:/, '').replace(/^\$\{[a-z_]+\./, '').replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `${readable}-${stableSuffix(stable)}`;
}
