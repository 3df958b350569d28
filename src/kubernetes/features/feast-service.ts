import { Duration } from '../../core';
import { FeatureService } from '../../core/features/feature-service';

const WORD = /^[a-z][a-z0-9_]*$/;
const WORDS = 'lower-case letters, digits and underscores, a letter first';

/** What a feature store of Feast in a cluster can hold. */
export const FEAST_SERVICE: FeatureService = {
  name: 'Feast',
  // Kubernetes and Helm take names of 52 and 53 characters with what is put behind: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
  storeRule: {
    what: 'a feature store in a cluster',
    minLength: 1,
    maxLength: 30,
    pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    allowed: 'lower-case letters, digits and hyphens, a letter first and no hyphen last',
    separator: '-',
  },
  // A feature view, a part of a table's name, and a topic of Kafka.
  groupRule: { what: 'a feature view', minLength: 1, maxLength: 63, pattern: WORD, allowed: WORDS, separator: '_' },
  // PostgreSQL has the shortest names of all the stores: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
  columnRule: { what: 'a column', minLength: 1, maxLength: 63, pattern: WORD, allowed: WORDS, separator: '_' },
  reserved: {},
  // Together they have to fit into a release of Helm: `feast-size.ts`.
  mostColumns: 1_000,
  mostGroups: 100,
  // Kafka itself has no bounds; below an hour a restart of brokers loses events, and above a year nobody reads them again.
  retention: { least: Duration.hours(1), most: Duration.days(365) },
  // What three brokers take without a word: https://kafka.apache.org/documentation/#basic_ops_increase_replication_factor
  mostShards: 100,
};
