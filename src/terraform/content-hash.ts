import { createHash } from 'node:crypto';
import { Fn, IResolvable, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { stableText } from './stable-text';

/**
 * A hash of plain data that differs when the data does, also where a value is known only at deployment: what is known is hashed at synthesis, the rest by Terraform. A text
 * with `${` of its own may stand in the data, of which cdktf's functions take none.
 */
export function contentHash(scope: IConstruct, data: unknown): string {
  const tokens: IResolvable[] = [];
  const known = createHash('sha256').update(JSON.stringify(written(scope, data, tokens))).digest('hex');
  return tokens.length === 0 ? known : Fn.sha256(Fn.jsonencode([known, ...tokens]));
}

/** The data with each token as the reference that it is; notes the tokens. */
function written(scope: IConstruct, data: unknown, tokens: IResolvable[]): unknown {
  if (typeof data === 'string') {
    tokens.push(...Tokenization.reverseString(data).tokens);
    return stableText(scope, data);
  }
  if (Array.isArray(data)) return data.map((item) => written(scope, item, tokens));
  if (typeof data !== 'object' || data === null) return data;
  return Object.entries(data).map(([key, value]) => [written(scope, key, tokens), written(scope, value, tokens)]);
}
