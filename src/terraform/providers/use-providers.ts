import { TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { Problems } from '../../core/private';
import { SynthGate } from '../synth/synth-gate';
import { assignProviders } from './assign-providers';
import { addWishes, ProviderWish, wishesOf } from './provider-wish';
import { StackProviders } from './stack-providers';

/**
 * Says once, for everything below a scope, which providers its resources use. Each resource of those kinds that has no provider of its own gets one
 * when the App is synthesized, so it does not matter whether the user declares a provider before or after our constructs.
 *
 * The innermost scope wins: a replica is a child scope with an aliased wish of its own.
 */
export function useProviders(scope: Construct, ...wishes: ProviderWish[]): void {
  const stack = TerraformStack.of(scope);
  checkGiven(scope, stack, wishes);
  registerOnce(stack);
  addWishes(scope, wishes);
  wishes.forEach((wish) => StackProviders.of(stack).anticipate({ wish, scope }));
}

/**
 * Lets a construct that may stand outside of its platform use what the platform uses. In another stack that is the other stack's own provider, since
 * a provider serves one stack only. A wish in `own` (with what the user passed to this very construct) goes before the platform's for its kind.
 */
export function inheritProviders(scope: Construct, platform: IConstruct, ...own: ProviderWish[]): void {
  const stack = TerraformStack.of(scope);
  checkGiven(scope, stack, own);
  registerOnce(stack);
  const kinds = new Set(own.map((wish) => wish.kind));
  const inherited = scope.node.scopes.includes(platform) ? [] : wishesOf(platform).filter((wish) => !kinds.has(wish.kind));
  addWishes(scope, [...inherited, ...own]);
  [...inherited, ...own].forEach((wish) => StackProviders.of(stack).anticipate({ wish, scope }));
}

function registerOnce(stack: TerraformStack): void {
  if (StackProviders.has(stack)) return;
  StackProviders.of(stack);
  SynthGate.of(stack).settle((problems) => assignProviders(stack, problems));
}

function checkGiven(scope: Construct, stack: TerraformStack, wishes: readonly ProviderWish[]): void {
  const problems = new Problems(scope);
  for (const { given, kind } of wishes) {
    if (!given) continue;
    if (given.terraformResourceType !== kind) {
      problems.add('providers/wrong-kind', `'${given.node.path}' is a provider '${given.terraformResourceType}', but is passed where '${kind}' is needed`);
    }
    if (TerraformStack.of(given) !== stack) {
      problems.add(
        'providers/wrong-stack',
        `the provider '${given.node.path}' belongs to stack '${TerraformStack.of(given).node.path}', but is passed to stack '${stack.node.path}': ` +
          'a provider serves one stack only, so declare one there',
      );
    }
  }
  problems.throwIfAny();
}
