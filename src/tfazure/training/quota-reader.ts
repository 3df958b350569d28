import { Construct } from 'constructs';
import { QuotaNeed } from '../../core';
import { COMPUTE_QUOTAS, QUOTA_ALERT, QUOTA_QUERY, REGIONAL_QUOTA, SPOT_QUOTA } from '../../facts/azure/compute-quotas';
import { RoleDefinition } from '../../providers/azurerm/role-definition';
import { UserAssignedIdentity } from '../../providers/azurerm/user-assigned-identity';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Who asks how much of the quotas is used. Quotas belong to the subscription, so that a right to read them can be given there only; it is that one right. */
export class QuotaReader extends Construct {
  public readonly identityId: string;

  public constructor(scope: Construct, id: string, name: string, platform: IMlPlatform, subscription: string) {
    super(scope, id);
    const { resourceGroupName, location, tags, nameSuffix } = platform;
    const identity = new UserAssignedIdentity(this, 'Resource', { name: `${name}-quotas`, resourceGroupName, location, tags });
    const grant = (what: string, where: { readonly role: string; readonly used: string }, actions: readonly string[], description: string) => {
      const role = new RoleDefinition(this, `${what}Role`, {
        name: `${name} ${what.toLowerCase()} ${nameSuffix}`, description, scope: where.role, assignableScopes: [where.role], permissions: [{ actions: [...actions] }],
      });
      grantToManagedIdentity(this, what, identity.principalId, { scope: where.used, roleDefinitionId: role.roleDefinitionResourceId, description });
    };
    const subscriptionId = `/subscriptions/${subscription}`;
    grant('Quotas', { role: subscriptionId, used: subscriptionId }, QUOTA_ALERT.actions.subscription, 'Reads how much of the quotas of vCPUs is used');
    // A role is kept by a resource group or more; it is given on the workspace alone.
    grant('Logs', { role: platform.resourceGroupId, used: platform.logAnalyticsWorkspaceId }, QUOTA_ALERT.actions.workspace, 'Asks questions of the logs');
    this.identityId = identity.id;
  }
}

/** The question: of those quotas that a cluster counts against, or of all that this version knows. */
export function quotaQuery({ location }: IMlPlatform, subscription: string, needs?: readonly QuotaNeed[]): string {
  const known = [...Object.keys(COMPUTE_QUOTAS), REGIONAL_QUOTA.name, SPOT_QUOTA.name];
  const quotas = [...new Set(needs?.map(({ quota }) => quota) ?? known)].map((quota) => `'${quota}'`).join(', ');
  return QUOTA_QUERY.replace('{subscription}', subscription).replace('{region}', location).replace('{quotas}', quotas);
}
