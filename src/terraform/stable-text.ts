import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { isUnresolved } from '../core/private';

/** A text that is the same in each run: what is known only at deployment is written as the reference that gives it. */
export function stableText(scope: IConstruct, text: string): string {
  if (!isUnresolved(text)) return text;
  return Tokenization.resolve(text, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false }) as string;
}
