import type { ServiceAgentFact } from './service-agents';

/**
 * Whose key encrypts the tables of captured requests.
 *
 * Source: https://docs.cloud.google.com/bigquery/docs/customer-managed-encryption#grant_permission
 */
export const BIGQUERY_AGENT: ServiceAgentFact = {
  email: (n) => `bq-${n}@bigquery-encryption.iam.gserviceaccount.com`,
  why: 'encrypts captured requests',
};
