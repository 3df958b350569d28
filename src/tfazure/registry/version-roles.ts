import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { READ_SHARED, READ_VERSIONS, WRITE_SHARED, WRITE_VERSIONS } from '../../facts/azure/registry-rights';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { grantId, grantTo } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';

const ACTIONS = { 'read versions of': READ_VERSIONS, 'register': WRITE_VERSIONS, 'read shared': READ_SHARED, 'share': WRITE_SHARED } as const;

export type VersionRight = keyof typeof ACTIONS;

/** The roles of those who work with a model, each made when somebody first has it. */
export class VersionRoles {
  public constructor(private readonly scope: Construct, private readonly platform: IMlPlatform, private readonly modelName: string) {}

  /** Gives a right on a workspace, or on an Azure ML registry. */
  public grant(identity: IIdentity, right: VersionRight, on: string): void {
    const what = right.split(' ').join('-');
    grantTo(this.scope, grantId(`Grant-${what}`, identity.identityName), identity, {
      scope: on, roleDefinitionId: this.role(right).roleDefinitionResourceId, description: `May ${right} ${this.modelName}`,
    });
  }

  private role(right: VersionRight): RoleDefinition {
    const { scope, platform: { resourceGroupId, nameSuffix }, modelName } = this;
    const id = `Role-${right.split(' ').join('-')}`;
    return (scope.node.tryFindChild(id) as RoleDefinition | undefined) ?? new RoleDefinition(scope, id, {
      name: `${modelName} ${right} ${nameSuffix}`,
      description: `Whoever has it may ${right} ${modelName}, and nothing else`,
      scope: resourceGroupId,
      assignableScopes: [resourceGroupId],
      permissions: [{ actions: [...ACTIONS[right]] }],
    });
  }
}
