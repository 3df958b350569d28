import { CompositePrincipal, IManagedPolicy, IPrincipal, ManagedPolicy, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { IIdentity, Persona } from '../../core';
import { PersonaPlan } from '../../core/identity/persona-plan';
import { Problems } from '../../core/private';
import { Values } from '../../facts/aws/fill';
import { ROLE_NAME } from '../../facts/aws/names';
import { PERSONA_POLICIES } from '../../facts/aws/personas';
import { PolicyFact } from '../../facts/aws/statement';
import { globalName, pascal } from '../names';
import { Identity } from './identity';
import { NobodyPrincipal } from './nobody-principal';
import { statements } from './statements';

export interface PersonaRolesProps {
  readonly platformName: string;
  readonly place: { readonly region: string; readonly account: string };
  readonly personas: readonly PersonaPlan[];
  readonly values: Values;
  readonly permissionsBoundary?: IManagedPolicy;
}

/** One role a persona, which its members may assume. */
export class PersonaRoles extends Construct {
  private readonly roles = new Map<Persona, Role>();

  public constructor(scope: Construct, id: string, private readonly props: PersonaRolesProps) {
    super(scope, id);
    props.personas.forEach((plan) => this.roles.set(plan.persona, this.role(plan)));
  }

  public of(persona: Persona): Role {
    return this.roles.get(persona)!;
  }

  private role({ persona, members }: PersonaPlan): Role {
    const { platformName, place, permissionsBoundary } = this.props;
    return new Role(this, pascal(persona), {
      roleName: globalName(ROLE_NAME, [platformName, place.region, persona], place, new Problems(this)),
      description: `${platformName}: persona ${persona}`,
      assumedBy: trust(members),
      managedPolicies: PERSONA_POLICIES[persona].map((policy) => this.policy(policy)),
      permissionsBoundary,
    });
  }

  /** Personas share policies. */
  private policy({ name, statements: facts }: PolicyFact): IManagedPolicy {
    const id = `${pascal(name)}Policy`;
    const made = this.node.tryFindChild(id) as ManagedPolicy | undefined;
    return made ?? new ManagedPolicy(this, id, { description: `${this.props.platformName}: ${name}`, statements: statements(facts, this.props.values) });
  }
}

function trust(members: readonly IIdentity[]): IPrincipal {
  return members.length === 0 ? new NobodyPrincipal() : new CompositePrincipal(...members.map((member) => Identity._from(member)._principal()));
}
