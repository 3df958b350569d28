import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Problems } from '../../core/private';
import { SynthGate } from '../synth/synth-gate';
import { overriddenVersion, requireTestedVersion, versionOf } from './declared-version';
import { DerivedProvider } from './derived-provider';
import { OwnProvider } from './own-provider';
import { PROVIDER_KINDS, ProviderKind } from './provider-kind';
import { AliasedProviderWish, isAliased, MainProviderWish } from './provider-wish';
import { FirstWish, identityOf, refuseAmbiguous, refuseConflict, refuseMissing, requireSettings } from './refusals';
import { ActiveWish } from './wish-scope';

interface Made extends FirstWish {
  readonly own: OwnProvider;
}

const REGISTERS = new WeakMap<TerraformStack, StackProviders>();

/** The providers of one stack: those that others declared, and ours. */
export class StackProviders {
  public static of(stack: TerraformStack): StackProviders {
    const known = REGISTERS.get(stack);
    if (known) return known;
    const made = new StackProviders(stack);
    REGISTERS.set(stack, made);
    return made;
  }

  public static has(stack: TerraformStack): boolean {
    return REGISTERS.has(stack);
  }

  private readonly made = new Map<string, Made>();
  private readonly anticipated = new Set<ProviderKind>();
  /** What one pass over the stack has found, since each look walks the whole stack. */
  private readonly found = new Map<ProviderKind, TerraformProvider[]>();
  private readonly chosen = new Map<ActiveWish, TerraformProvider | undefined>();
  private readonly inUse = new Map<ProviderKind, Set<TerraformProvider>>();

  private constructor(private readonly stack: TerraformStack) {
    SynthGate.of(stack).contribute(() => this.requiredProviders());
  }

  /** Makes ours at once where nothing speaks against it yet; synth decides whether it is used. */
  public anticipate({ wish, scope }: ActiveWish): void {
    if (wish.given) return;
    if (isAliased(wish)) {
      if (wish.make) this.aliased(wish, scope.node.path);
    } else if (!this.anticipated.has(wish.kind)) {
      this.anticipated.add(wish.kind);
      if (this.findDeclared(wish.kind).length === 0) this.main(wish, scope.node.path);
    }
  }

  /** Forgets what an earlier pass has chosen. */
  public reset(): void {
    this.inUse.clear();
    this.found.clear();
    this.chosen.clear();
    this.made.forEach(({ own }) => own.use(false));
  }

  public choose(active: ActiveWish, problems: Problems): TerraformProvider | undefined {
    if (!this.chosen.has(active)) this.chosen.set(active, this.chooseAnew(active, problems));
    return this.chosen.get(active);
  }

  private chooseAnew(active: ActiveWish, problems: Problems): TerraformProvider | undefined {
    const { wish } = active;
    const chosen = this.passed(active) ?? (isAliased(wish) ? this.chooseAliased(active, problems) : this.lookUp(active, problems));
    if (!chosen) return undefined;
    if (!isAliased(wish)) requireSettings(active, this.stack, chosen, problems);
    requireTestedVersion(this.stack, wish.kind, chosen, problems);
    this.inUse.set(wish.kind, (this.inUse.get(wish.kind) ?? new Set()).add(chosen));
    return chosen;
  }

  /** The versions of ours follow the user's pins; known only after everything was chosen. */
  public pinVersions(): void {
    this.made.forEach(({ own }) => own.pin(this.declaredVersion(own.provider.terraformResourceType as ProviderKind)));
  }

  private passed({ wish }: ActiveWish): TerraformProvider | undefined {
    return wish.given && TerraformStack.of(wish.given) === this.stack ? wish.given : undefined;
  }

  private lookUp(active: ActiveWish, problems: Problems): TerraformProvider | undefined {
    const { wish, scope } = active as ActiveWish & { wish: MainProviderWish };
    const declared = this.declared(wish.kind);
    const [candidate, ...more] = declared.filter((p) => !p.alias);
    if (candidate && more.length === 0) return candidate;
    if (declared.length > 0) return refuseAmbiguous(active, this.stack, declared, problems);
    if (wish.given) return refuseMissing(active, this.stack, wish.given, problems);
    const made = this.main(wish, scope.node.path);
    if (made.identity !== identityOf(wish)) return refuseConflict(active, this.stack, made, problems);
    made.own.use(true);
    return made.own.provider;
  }

  private chooseAliased(active: ActiveWish, problems: Problems): TerraformProvider | undefined {
    const { wish, scope, outer } = active as ActiveWish & { wish: AliasedProviderWish };
    if (wish.given) return refuseMissing(active, this.stack, wish.given, problems);
    const base = wish.make ? undefined : outer && this.choose(outer, problems);
    if (!wish.make && !base) return undefined;
    const made = this.aliased(wish, scope.node.path, base);
    if (made.own.provider instanceof DerivedProvider && base) made.own.provider.follow(base);
    made.own.use(true);
    return made.own.provider;
  }

  private main(wish: MainProviderWish, wisher: string): Made {
    return this.remember(wish.kind, wisher, identityOf(wish), (scope) => wish.make(scope));
  }

  private aliased(wish: AliasedProviderWish, wisher: string, base?: TerraformProvider): Made {
    // Two platforms of one stack may have a replica in the same region, but of different accounts.
    const alias = base?.alias ? `${wish.alias}_of_${base.alias}` : wish.alias;
    return this.remember(`${wish.kind}.${alias}`, wisher, alias, (scope) => {
      return wish.make ? wish.make(scope, alias) : new DerivedProvider(scope, 'Provider', wish.kind, alias, wish.changes ?? {});
    }, wish.kind);
  }

  private remember(key: string, wisher: string, identity: string, make: (scope: Construct) => TerraformProvider, kind = key as ProviderKind): Made {
    const known = this.made.get(key);
    if (known) return known;
    const own = new OwnProvider(new Construct(SynthGate.of(this.stack), key), kind, make);
    own.pin(undefined);
    const made = { own, identity, wisher };
    this.made.set(key, made);
    return made;
  }

  /** The providers of a kind that somebody else declared in this stack. */
  private declared(kind: ProviderKind): TerraformProvider[] {
    const known = this.found.get(kind) ?? this.findDeclared(kind);
    this.found.set(kind, known);
    return known;
  }

  private findDeclared(kind: ProviderKind): TerraformProvider[] {
    const ours = new Set([...this.made.values()].map(({ own }) => own.provider));
    return this.stack.allProviders().filter((p) => p.terraformResourceType === kind && !ours.has(p) && TerraformStack.of(p) === this.stack);
  }

  private declaredVersion(kind: ProviderKind): string | undefined {
    return this.declared(kind).map(versionOf).find((version) => version !== undefined);
  }

  /** States the range where a user's own provider states none. */
  private requiredProviders(): object {
    const silent = [...this.inUse].filter(([kind, used]) => {
      return overriddenVersion(this.stack, kind) === undefined && [...used].every((provider) => versionOf(provider) === undefined);
    });
    if (silent.length === 0) return {};
    const entries = silent.map(([kind]) => [kind, { source: PROVIDER_KINDS[kind].source, version: PROVIDER_KINDS[kind].tested }]);
    return { terraform: { required_providers: Object.fromEntries(entries) as object } };
  }
}
