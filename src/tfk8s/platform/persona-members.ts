import { IConstruct } from 'constructs';
import { IIdentity, Persona } from '../../core';
import { PersonaPlan } from '../../core/identity/persona-plan';

const PERSONAS = new WeakMap<IConstruct, readonly PersonaPlan[]>();

/** Remembers who holds the personas of a platform, for what they may do outside of its namespace. */
export function keepPersonas(platform: IConstruct, personas: readonly PersonaPlan[]): void {
  PERSONAS.set(platform, personas);
}

/** Who holds one of these personas; nobody is known of a platform that another program made. */
export function membersOf(platform: IConstruct, ...personas: readonly Persona[]): IIdentity[] {
  const members = (PERSONAS.get(platform) ?? []).filter(({ persona }) => personas.includes(persona)).flatMap((plan) => plan.members);
  return members.filter(({ identityName }, i) => members.findIndex((other) => other.identityName === identityName) === i);
}
