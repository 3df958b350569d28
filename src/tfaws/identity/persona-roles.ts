import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Persona } from '../../core';
import { PersonaPlan } from '../../core/identity/persona-plan';
import { Values } from '../../facts/aws/fill';
import { PERSONA_POLICIES } from '../../facts/aws/personas';
import { IamPolicy } from '../../providers/aws/iam-policy';
import { IamRole } from '../../providers/aws/iam-role';
import { IamRolePolicyAttachment } from '../../providers/aws/iam-role-policy-attachment';
import { Place } from '../platform/place';
import { allow, policyDocument } from './policy-document';
import { trustOf } from './trust-policy';

export interface PersonaRolesProps {
  readonly plans: readonly PersonaPlan[];
  readonly platformName: string;
  readonly place: Place;
  readonly values: Values;
  readonly permissionsBoundary?: string;
  readonly tags: Record<string, string>;
}

/** One role a persona, which its members assume. */
export class PersonaRoles extends Construct {
  private readonly roles: Readonly<Record<string, IamRole>>;

  public constructor(scope: Construct, id: string, props: PersonaRolesProps) {
    super(scope, id);
    this.roles = Object.fromEntries(props.plans.map((plan) => [plan.persona, this.make(plan, props)]));
  }

  public arnOf(persona: Persona): string {
    return this.roles[persona].arn;
  }

  public resourceOf(persona: Persona): TerraformResource {
    return this.roles[persona];
  }

  private make({ persona, members }: PersonaPlan, props: PersonaRolesProps): IamRole {
    const { platformName, place, tags, permissionsBoundary, values } = props;
    const name = `${platformName}-${place.region}-${persona}`;
    const scope = new Construct(this, persona);
    const role = new IamRole(scope, 'Resource', {
      name,
      description: `What a ${persona} does on the platform ${platformName}`,
      assumeRolePolicy: trustOf(members, place),
      permissionsBoundary,
      tags,
    });
    PERSONA_POLICIES[persona].forEach((policy) => {
      const made = new IamPolicy(scope, `Policy-${policy.name}`, {
        name: `${name}-${policy.name}`,
        policy: policyDocument(policy.statements.map((fact) => allow(fact, values))),
        tags,
      });
      new IamRolePolicyAttachment(scope, `Attachment-${policy.name}`, { role: role.name, policyArn: made.arn });
    });
    return role;
  }
}
