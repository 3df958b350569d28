import { ITerraformDependable, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { IArtifactStore } from '../../core';
import { stableSuffix } from '../../core/private';
import { MachineLearningWorkspaceNetworkOutboundRulePrivateEndpoint as OutboundRule } from '../../providers/azurerm/machine-learning-workspace-network-outbound-rule-private-endpoint';
import { AzapiAction, AzapiResource } from '../../terraform/raw';
import { grantToManagedIdentity } from '../identity/role-grants';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { ArtifactStoreBase } from '../storage/artifact-store-base';

/** The body of `Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01`, as far as it is used. */
interface OutboundRuleBody {
  readonly properties: {
    readonly type: 'PrivateEndpoint';
    readonly category: 'UserDefined';
    readonly destination: { readonly serviceResourceId: string; readonly subresourceTarget: 'blob'; readonly sparkEnabled: true };
  };
}

const PROVISIONED = new WeakMap<TerraformStack, WeakMap<Construct, AzapiAction>>();

export interface SparkNetworkProps {
  readonly platform: IMlPlatform;
  readonly monitorName: string;
  /** The account of the monitor. */
  readonly accountId: string;
  /** The stores that its runs read and write. */
  readonly stores: readonly IArtifactStore[];
}

/**
 * Lets serverless Spark of the workspace reach what a monitor reads and writes, privately, and makes the network that it runs in: "If you plan to submit serverless Spark jobs, you must
 * manually start provisioning", once for all monitors. https://learn.microsoft.com/en-us/azure/machine-learning/how-to-managed-network#configure-for-serverless-spark-jobs
 */
export function joinSparkNetwork(scope: Construct, { platform, monitorName, accountId, stores }: SparkNetworkProps): AzapiAction {
  const rules = [rule(scope, platform, 'Account', `monitor-${monitorName}`, accountId)];
  [...new Set(stores)].forEach((store, i) => {
    const { storageAccountId } = store as ArtifactStoreBase;
    const known = store.node.tryFindChild('ManagedNetworkRule') as OutboundRule | undefined;
    // One rule for an account and a service: that of the store holds for Spark from now on, in whatever stack it is.
    if (known) known.sparkEnabled = true;
    else rules.push(rule(scope, platform, `Store-${i + 1}`, `monitor-${monitorName}-${stableSuffix(store.node.path)}`, storageAccountId));
  });
  return provision(scope, platform, rules);
}

function rule(scope: Construct, platform: IMlPlatform, id: string, name: string, serviceResourceId: string): AzapiResource {
  const { machineLearningWorkspaceId, machineLearningWorkspacePrincipalId } = platform;
  const approval = grantToManagedIdentity(scope, `${id}Approval`, machineLearningWorkspacePrincipalId, {
    scope: serviceResourceId, role: 'networkConnectionApprover', description: 'The machine-learning workspace joins what its monitors use to its managed network',
  });
  return new AzapiResource<OutboundRuleBody>(scope, `${id}Rule`, {
    type: 'Microsoft.MachineLearningServices/workspaces/outboundRules',
    name,
    parentId: machineLearningWorkspaceId,
    body: { properties: { type: 'PrivateEndpoint', category: 'UserDefined', destination: { serviceResourceId, subresourceTarget: 'blob', sparkEnabled: true } } },
    // One at a time: each is a change of the workspace.
    locks: [machineLearningWorkspaceId],
    dependsOn: [approval],
  });
}

function provision(scope: Construct, platform: IMlPlatform, dependsOn: ITerraformDependable[]): AzapiAction {
  const stack = TerraformStack.of(scope);
  const made = PROVISIONED.get(stack) ?? new WeakMap<Construct, AzapiAction>();
  const construct = platform as unknown as Construct;
  const action = made.get(construct) ?? new AzapiAction(scope, 'Provision', {
    type: 'Microsoft.MachineLearningServices/workspaces@2025-12-01',
    resourceId: platform.machineLearningWorkspaceId,
    action: 'provisionManagedNetwork',
    body: { includeSpark: true },
    timeouts: { create: '90m', update: '90m' },
    dependsOn,
  });
  made.set(construct, action);
  PROVISIONED.set(stack, made);
  return action;
}
