import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { REDIS_SUBRESOURCES } from '../../facts/azure/features-online';
import { AzapiAction, AzapiResource } from '../../terraform/raw';
import { OnlineStoreHandle } from './online-store';

/** The body of `Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01`, as far as it is used. */
interface OutboundRuleBody {
  readonly properties: {
    readonly type: 'PrivateEndpoint';
    readonly category: 'UserDefined';
    readonly destination: { readonly serviceResourceId: string; readonly subresourceTarget: string; readonly sparkEnabled: true };
  };
}

/** What materializations reach from the managed network of a workspace. */
export interface FeatureNetworkProps {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly online: OnlineStoreHandle;
  /** Further accounts that values are read from, by the names of groups. */
  readonly tables: Readonly<Record<string, string>>;
  /** What has to be there before it is made. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Makes the managed network of a workspace, with ways to what materializations read and write; azurerm 4.55 knows no rule for Azure Managed Redis. "If you plan to submit serverless
 * Spark jobs, you must manually start provisioning", which takes half an hour:
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-managed-network#configure-for-serverless-spark-jobs
 */
export function joinNetwork(scope: Construct, { workspaceId, accountId, online, tables, after }: FeatureNetworkProps): void {
  const rule = (name: string, serviceResourceId: string, subresourceTarget: string) => new AzapiResource<OutboundRuleBody>(scope, `Rule-${name}`, {
    type: 'Microsoft.MachineLearningServices/workspaces/outboundRules',
    name,
    parentId: workspaceId,
    body: { properties: { type: 'PrivateEndpoint', category: 'UserDefined', destination: { serviceResourceId, subresourceTarget, sparkEnabled: true } } },
    // One at a time: each is a change of the workspace.
    locks: [workspaceId],
  });
  const rules = [
    ...['blob', 'dfs', 'file'].map((target) => rule(`account-${target}`, accountId, target)),
    rule('online', online.instanceId, REDIS_SUBRESOURCES[online.kind]),
    ...Object.entries(tables).flatMap(([group, table]) => ['blob', 'dfs'].map((target) => rule(`table-${group}-${target}`, table, target))),
  ];
  new AzapiAction(scope, 'Network', {
    type: 'Microsoft.MachineLearningServices/workspaces@2025-12-01',
    resourceId: workspaceId,
    action: 'provisionManagedNetwork',
    body: { includeSpark: true },
    timeouts: { create: '90m', update: '90m' },
    dependsOn: [...rules, ...after],
  });
}
