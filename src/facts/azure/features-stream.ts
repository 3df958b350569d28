import { DAY_COLUMN } from './features-limits';

/**
 * The tiers of Event Hubs: how long they keep events, in hours, how many partitions one has, whether these may become more, and whether it is encrypted with a key of yours.
 *
 * https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-quotas and https://learn.microsoft.com/en-us/azure/event-hubs/configure-customer-managed-key
 * ("supported by premium and dedicated tiers", "only for new or empty namespaces"); https://learn.microsoft.com/en-us/azure/event-hubs/dynamically-add-partitions
 */
export const EVENT_HUB_TIERS = {
  standard: { sku: 'Standard', mostHours: 7 * 24, mostShards: 32, growsShards: false, ownKey: false },
  premium: { sku: 'Premium', mostHours: 90 * 24, mostShards: 100, growsShards: true, ownKey: true },
} as const;

export type EventHubTierName = keyof typeof EVENT_HUB_TIERS;

export const EVENT_HUB_API = '2024-01-01';

/** The version of ARM's type that azurerm writes jobs with: its `sku` is on the job. */
export const STREAM_ANALYTICS_API = '2021-10-01-preview';

/**
 * Streaming units of the sku `StandardV2`: 3 is a third of a unit, 7 two thirds, 10 a whole one, which reads six partitions well.
 * https://learn.microsoft.com/en-us/azure/stream-analytics/stream-analytics-streaming-unit-consumption
 */
export function streamingUnits(shards: number): number {
  if (shards <= 1) return 3;
  return shards === 2 ? 7 : 10 * Math.ceil(shards / 6);
}

/** The types of the query language: https://learn.microsoft.com/en-us/stream-analytics-query/data-types-azure-stream-analytics */
export const QUERY_TYPES = { int: 'bigint', float: 'float', string: 'nvarchar(max)', bool: 'bit', timestamp: 'datetime' } as const;

/** What Stream Analytics adds to each event, in small letters: https://learn.microsoft.com/en-us/azure/stream-analytics/stream-analytics-define-inputs#stream-data-from-event-hubs */
export const STREAM_COLUMNS: readonly string[] = ['eventprocessedutctime', 'eventenqueuedutctime', 'partitionid'];

/** How long events are gathered before they are a file: between the most files and the oldest values. */
export const BATCH_MINUTES = 5;

/** How much later than sent an event may be in a file, with room for the gathering. */
export const STREAM_DELAY_MINUTES = 15;

/** An address of RFC 5737 that nobody ever has: a namespace without any rule would take calls of everybody. https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-service-endpoints */
export const NOBODY = '192.0.2.1';

/** "Azure Event Hubs Data Receiver" and "… Sender": https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles/analytics; they hold data actions on events only. */
export const EVENT_ACTIONS = {
  send: ['Microsoft.EventHub/namespaces/messages/send/action'],
  receive: ['Microsoft.EventHub/namespaces/messages/receive/action'],
} as const;

/** Control-plane reads that a receiver needs beside them: https://learn.microsoft.com/en-us/azure/stream-analytics/event-hubs-managed-identity */
export const RECEIVER_READS = ['Microsoft.EventHub/namespaces/eventhubs/read', 'Microsoft.EventHub/namespaces/eventhubs/consumergroups/read'] as const;

/** https://learn.microsoft.com/en-us/azure/azure-monitor/reference/supported-metrics/microsoft-streamanalytics-streamingjobs-metrics */
export const STREAM_METRICS = {
  namespace: 'Microsoft.StreamAnalytics/streamingjobs',
  lag: 'OutputWatermarkDelaySeconds',
  written: 'OutputEvents',
  failures: 'Errors',
  /** The dimension that names an input or an output. */
  place: 'LogicalName',
} as const;

/** The folder of a day, as Stream Analytics writes it and Spark reads it: a column of partitions. */
export const DAY_PATTERN = `${DAY_COLUMN}={date}`;
