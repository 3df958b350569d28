import { Construct } from 'constructs';
import { MachineLearningWorkspaceNetworkOutboundRulePrivateEndpoint as OutboundRule } from '../../providers/azurerm/machine-learning-workspace-network-outbound-rule-private-endpoint';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';

/**
 * Lets jobs and endpoints of the machine-learning workspace, which run in a network that Azure manages, reach a store privately. The workspace's
 * identity approves the connection itself: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-managed-network#approval-of-private-endpoints
 */
export function joinManagedNetwork(scope: Construct, platform: IMlPlatform, storageAccountId: string, name: string): void {
  const approval = grantToManagedIdentity(scope, 'Approval', platform.machineLearningWorkspacePrincipalId, {
    scope: storageAccountId,
    role: 'networkConnectionApprover',
    description: 'The machine-learning workspace joins the store to its managed network',
  });
  new OutboundRule(scope, 'ManagedNetworkRule', {
    name: `blob-${name}`,
    workspaceId: platform.machineLearningWorkspaceId,
    serviceResourceId: storageAccountId,
    subResourceTarget: 'blob',
    sparkEnabled: false,
    dependsOn: [approval],
  });
}
