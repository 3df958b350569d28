import { Construct, IConstruct } from 'constructs';
import { ProviderKind } from './provider-kind';
import { ProviderWish, wishesOf } from './provider-wish';

/** A wish where it holds: the innermost one for its kind. */
export interface ActiveWish {
  readonly wish: ProviderWish;
  readonly scope: Construct;
  /** The wish of the same kind around it. */
  readonly outer?: ActiveWish;
}

export type ActiveWishes = ReadonlyMap<ProviderKind, ActiveWish>;

/** The wishes that hold in a construct, given those that hold around it. */
export function enter(construct: IConstruct, outside: ActiveWishes): ActiveWishes {
  const wishes = wishesOf(construct);
  if (wishes.length === 0) return outside;
  const inside = new Map(outside);
  for (const wish of wishes) {
    const outer = inside.get(wish.kind);
    inside.set(wish.kind, { wish, scope: construct as Construct, ...(outer ? { outer } : {}) });
  }
  return inside;
}

/** The wishes that hold around a construct. */
export function around(construct: IConstruct): ActiveWishes {
  const scopes = construct.node.scopes.slice(0, -1);
  return scopes.reduce<ActiveWishes>((active, scope) => enter(scope, active), new Map());
}
