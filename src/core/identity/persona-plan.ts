import { IConstruct } from 'constructs';
import { Problems } from '../private';
import { IIdentity } from './identity';
import { Persona, PersonaMembers } from './persona';

/** A persona and who holds it. */
export interface PersonaPlan {
  readonly persona: Persona;
  readonly members: readonly IIdentity[];
}

/** Every persona of a platform, with its members of the target's own kind. */
export function planPersonas(members: PersonaMembers, identitySystem: string, problems: Problems): PersonaPlan[] {
  const plans: PersonaPlan[] = [
    { persona: Persona.DATA_SCIENTIST, members: [...(members.dataScientists ?? [])] },
    { persona: Persona.ML_ENGINEER, members: [...(members.mlEngineers ?? [])] },
    { persona: Persona.REVIEWER, members: [...(members.reviewers ?? [])] },
    { persona: Persona.CI, members: [...(members.ci ?? [])] },
  ];
  plans.forEach((plan) => plan.members.forEach((member) => requireIdentityOf(identitySystem, member, problems)));
  return plans;
}

/** What each persona has, by its name: the shape in which a platform's attributes list roles. */
export function byPersona(of: (persona: Persona) => string): Record<string, string> {
  return Object.fromEntries(Object.values(Persona).map((persona) => [persona, of(persona)]));
}

/** Refuses to grant to an identity of another cloud, before anything is made for it. */
export function requireGranteeOf(identitySystem: string, identity: IIdentity, scope: IConstruct): void {
  const problems = new Problems(scope);
  requireIdentityOf(identitySystem, identity, problems);
  problems.throwIfAny();
}

/** Notes that an identity belongs to another cloud than the one it is used on. */
export function requireIdentityOf(identitySystem: string, identity: IIdentity, problems: Problems): void {
  if (identity.identitySystem !== identitySystem) {
    problems.add(
      'identity/wrong-target',
      `'${identity.identityName}' is an identity of ${identity.identitySystem}, which ${identitySystem} does not know: make it with this target's Identity class`,
    );
  }
}
