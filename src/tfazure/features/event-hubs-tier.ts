/** The tier of the event hubs of a feature store. */
export enum EventHubsTier {
  /** Events are kept for up to 7 days, encrypted with keys of Microsoft; an event hub has up to 32 shards, as many as at first. */
  STANDARD = 'standard',

  /** Events are kept for up to 90 days, encrypted with the platform's key, by machines of the store's own; an event hub has up to 100 shards, which may become more. */
  PREMIUM = 'premium',
}
