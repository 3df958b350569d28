import { StorageTier } from '../../core';
import { ArtifactStorePlan, LifecycleRulePlan } from '../../core/storage/artifact-store-plan';
import { StorageManagementPolicyRule, StorageManagementPolicyRuleActionsBaseBlob } from '../../providers/azurerm/storage-management-policy';

/** https://learn.microsoft.com/en-us/azure/storage/blobs/lifecycle-management-policy-structure#rule-actions */
const TIER_ACTIONS = {
  [StorageTier.INFREQUENT]: 'tierToCoolAfterDaysSinceModificationGreaterThan',
  [StorageTier.COLD]: 'tierToColdAfterDaysSinceModificationGreaterThan',
  [StorageTier.ARCHIVE]: 'tierToArchiveAfterDaysSinceModificationGreaterThan',
} as const satisfies Record<StorageTier, keyof StorageManagementPolicyRuleActionsBaseBlob>;

/** The rules of a lifecycle for one container. Abandoned uploads need no rule: Azure drops uncommitted blocks after a week. */
export function managementRules(plan: ArtifactStorePlan, container: string): StorageManagementPolicyRule[] {
  const acting = plan.rules.filter((rule) => rule.transitions.length > 0 || rule.expireDays || rule.expireOldVersionsDays);
  return acting.map((rule) => managementRule(rule, container));
}

function managementRule(rule: LifecycleRulePlan, container: string): StorageManagementPolicyRule {
  const moves = Object.fromEntries(rule.transitions.map(({ tier, days }) => [TIER_ACTIONS[tier], days]));
  const base = { ...moves, ...(rule.expireDays ? { deleteAfterDaysSinceModificationGreaterThan: rule.expireDays } : {}) };
  return {
    name: rule.id,
    enabled: true,
    // Append blobs have no tiers; they can be deleted.
    filters: { blobTypes: rule.transitions.length > 0 ? ['blockBlob'] : ['blockBlob', 'appendBlob'], prefixMatch: [`${container}/${rule.prefix}`] },
    actions: {
      baseBlob: Object.keys(base).length > 0 ? base : undefined,
      version: rule.expireOldVersionsDays ? { deleteAfterDaysSinceCreation: rule.expireOldVersionsDays } : undefined,
    },
  };
}
