import { Duration } from '../../core';
import { FeatureService } from '../../core/features/feature-service';
import { FEATURE_COLUMN_NAME, FEATURE_GROUP_NAME, FEATURE_STORE_NAME, LONGEST_FRESHNESS_HOURS, MOST_COLUMNS, RESERVED_COLUMNS } from '../../facts/azure/features-limits';
import { EVENT_HUB_TIERS, EventHubTierName } from '../../facts/azure/features-stream';

/** The managed feature store of Azure ML, whose streams are event hubs of that tier. */
export function managedService(tier: EventHubTierName): FeatureService {
  const { mostHours, mostShards } = EVENT_HUB_TIERS[tier];
  return {
    name: 'Azure ML',
    storeRule: FEATURE_STORE_NAME,
    groupRule: FEATURE_GROUP_NAME,
    columnRule: FEATURE_COLUMN_NAME,
    reserved: RESERVED_COLUMNS,
    mostColumns: MOST_COLUMNS,
    retention: { least: Duration.hours(1), most: Duration.hours(mostHours) },
    mostShards,
    longestFreshness: Duration.hours(LONGEST_FRESHNESS_HOURS),
  };
}
