import { TerraformProvider } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { ProviderKind } from './provider-kind';

/** The default provider of its kind: what the user passed, else the only unaliased one of the stack, else ours. */
export interface MainProviderWish {
  readonly kind: ProviderKind;
  readonly alias?: undefined;
  /** What the user passed as `provider`. */
  readonly given?: TerraformProvider;
  /** What a provider must not say otherwise (`{ region: 'eu-west-1' }`), named as its attributes. Two wishes that differ here cannot share ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes ours, unaliased, in the scope it is called with. */
  readonly make: (scope: Construct) => TerraformProvider;
}

/** A second provider beside the default one, with an alias. It is never looked up: what the user passed, else ours. */
export interface AliasedProviderWish {
  readonly kind: ProviderKind;
  /** Stable and telling: `replica_eu_central_1`. Two wishes of a stack with the same alias share one provider. */
  readonly alias: string;
  /** What the user passed, for example as `replicaProvider`. */
  readonly given?: TerraformProvider;
  /** Either makes ours with that alias in the scope it is called with … */
  readonly make?: (scope: Construct, alias: string) => TerraformProvider;
  /** … or ours is the main provider around it, whoever made that, with these attributes changed (named as in Terraform: `{ region: 'eu-central-1' }`). */
  readonly changes?: Readonly<Record<string, string>>;
}

export type ProviderWish = MainProviderWish | AliasedProviderWish;

export function isAliased(wish: ProviderWish): wish is AliasedProviderWish {
  return wish.alias !== undefined;
}

const WISHES = Symbol.for('ml-platform-constructs.ProviderWishes');

interface Wishing {
  [WISHES]?: readonly ProviderWish[];
}

/** The wishes that were made for everything below this construct. */
export function wishesOf(construct: IConstruct): readonly ProviderWish[] {
  return (construct as Wishing)[WISHES] ?? [];
}

export function addWishes(construct: IConstruct, wishes: readonly ProviderWish[]): void {
  Object.defineProperty(construct, WISHES, { value: [...wishesOf(construct), ...wishes], configurable: true });
}
