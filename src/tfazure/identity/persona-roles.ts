import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Persona } from '../../core';
import { PersonaPlan } from '../../core/identity/persona-plan';
import { PERSONA_ACTIONS } from '../../facts/azure/persona-actions';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { Site } from '../platform/site';
import { onlyUnder } from './blob-conditions';
import { grantId, grantTo } from './role-grants';

export interface PersonaScopes {
  readonly nameSuffix: string;
  /** Where the role definitions live. */
  readonly resourceGroupId: string;
  /** Resource groups of what exists already and is used. */
  readonly otherResourceGroupIds: readonly string[];
  /** What the personas work with, by a name for the grant. */
  readonly resources: Readonly<Record<string, string>>;
  /** The store of the artifacts; some personas see a part of it only. */
  readonly storeId: string;
}

/** Under which prefix of the store a persona's rights hold; the others have the whole store. */
const PREFIXES: Partial<Record<Persona, string>> = { [Persona.DATA_SCIENTIST]: 'experiments/', [Persona.CI]: 'releases/' };

/** A custom role a persona, which its members hold on exactly the resources that they work with, and on nothing else of the resource group. */
export class PersonaRoles extends Construct {
  private readonly roles: Readonly<Record<string, RoleDefinition>>;

  public constructor(
    scope: Construct,
    id: string,
    private readonly site: Site,
    personas: readonly PersonaPlan[],
    private readonly scopes: PersonaScopes,
  ) {
    super(scope, id);
    this.roles = Object.fromEntries(personas.map((plan) => [plan.persona, this.role(plan)]));
  }

  public idOf(persona: Persona): string {
    return this.roles[persona].roleDefinitionResourceId;
  }

  public resourceOf(persona: Persona): TerraformResource {
    return this.roles[persona];
  }

  private role({ persona, members }: PersonaPlan): RoleDefinition {
    const { nameSuffix, resourceGroupId, otherResourceGroupIds, resources, storeId } = this.scopes;
    const { actions, dataActions } = PERSONA_ACTIONS[persona];
    const role = new RoleDefinition(this, persona, {
      name: `${this.site.platformName} ${persona} ${nameSuffix}`,
      description: `What a ${persona} of ${this.site.platformName} may do`,
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId, ...otherResourceGroupIds],
      permissions: [{ actions: [...actions], dataActions: [...dataActions] }],
    });
    const roleDefinitionId = role.roleDefinitionResourceId;
    members.forEach((member) => {
      Object.entries(resources).forEach(([name, scope]) =>
        grantTo(this, grantId(`${persona}-${name}`, member.identityName), member, { scope, roleDefinitionId, description: `${persona} on ${name}` }));
      const prefix = PREFIXES[persona];
      grantTo(this, grantId(`${persona}-store`, member.identityName), member, {
        scope: storeId,
        roleDefinitionId,
        condition: prefix && onlyUnder(prefix),
        description: `${persona} on ${prefix ? `${prefix} of the store` : 'the store'}`,
      });
    });
    return role;
  }
}
