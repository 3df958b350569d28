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

/** Notes that an identity belongs to another cloud than the one it is used on. */
export function requireIdentityOf(identitySystem: string, identity: IIdentity, problems: Problems): void {
  if (identity.identitySystem !== identitySystem) {
    problems.add(
      'identity/wrong-target',
      `'${identity.identityName}' is an identity of ${identity.identitySystem}, which ${identitySystem} does not know: make it with this target's Identity class`,
    );
  }
}
