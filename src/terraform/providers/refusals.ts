import { TerraformProvider, TerraformStack } from 'cdktf';
import { isUnresolved, Problems } from '../../core/private';
import { MainProviderWish } from './provider-wish';
import { ActiveWish } from './wish-scope';

/** For whom a provider of ours was made, and what tells it apart. */
export interface FirstWish {
  readonly wisher: string;
  readonly identity: string;
}

/** Several candidates, or aliased ones only: which of them is meant is the user's to say. */
export function refuseAmbiguous({ wish, scope }: ActiveWish, stack: TerraformStack, candidates: TerraformProvider[], problems: Problems): undefined {
  const names = candidates.map((p) => `'${p.node.path}'${p.alias ? ` (alias '${p.alias}')` : ''}`).join(', ');
  problems.add(
    'providers/ambiguous',
    `'${scope.node.path}' needs a provider '${wish.kind}' in stack '${stack.node.path}', which has ${names}: say which one by passing \`provider\``,
  );
}

/** The platform was told whose credentials to use; a provider of ours in the other stack would have others. */
export function refuseMissing({ wish, scope }: ActiveWish, stack: TerraformStack, elsewhere: TerraformProvider, problems: Problems): undefined {
  problems.add(
    'providers/missing',
    `'${scope.node.path}' uses the provider '${elsewhere.node.path}' of another stack and has resources in stack '${stack.node.path}', ` +
      `which has no such provider '${wish.kind}': a provider serves one stack only, so declare one there`,
  );
}

/** Two scopes of a stack that cannot share one provider of ours. */
export function refuseConflict({ wish, scope }: ActiveWish, stack: TerraformStack, first: FirstWish, problems: Problems): undefined {
  const second = identityOf(wish as MainProviderWish);
  problems.add(
    'providers/conflict',
    `'${first.wisher}' and '${scope.node.path}' share stack '${stack.node.path}', but need different providers '${wish.kind}' (${first.identity} and ${second}): ` +
      'pass `provider` to each, or put them into two stacks',
  );
}

/** A provider of another region would put everything there without a word. */
export function requireSettings({ wish, scope }: ActiveWish, stack: TerraformStack, provider: TerraformProvider, problems: Problems): void {
  for (const [name, wanted] of settingsOf(wish as MainProviderWish)) {
    const actual = (provider as unknown as Record<string, unknown>)[name];
    if (typeof actual !== 'string' || actual === wanted || isUnresolved(actual) || isUnresolved(wanted)) continue;
    problems.add(
      'providers/setting-differs',
      `the provider '${provider.node.path}' of stack '${stack.node.path}' has ${name} '${actual}', but '${scope.node.path}' is to have '${wanted}': ` +
        'correct one of the two, or pass another `provider`',
    );
  }
}

/** What tells two providers of one kind apart, in words. */
export function identityOf(wish: MainProviderWish): string {
  return settingsOf(wish).map(([name, value]) => `${name} '${value}'`).join(', ') || 'no settings';
}

function settingsOf(wish: MainProviderWish): [string, string][] {
  return Object.entries(wish.settings ?? {});
}
