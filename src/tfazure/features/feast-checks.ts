import { FeastPlace } from '../../core/features/feature-store-place';
import { FeatureStorePlan } from '../../core/features/feature-store-plan';
import { Problems } from '../../core/private';
import { requireSoftware } from '../../core/serving/cluster-endpoint-plan';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { FeatureStoreProps } from './feature-store-props';

/** What only the managed feature store of Azure ML has. */
const MANAGED_ONLY = ['eventHubsTier', 'onlineSize', 'existingOnlineStoreId', 'materializesOffline', 'sourceDelays', 'sparkMachine', 'encryptionKeyVaultId'] as const;

/** Notes what Feast in a cluster does not have. */
export function checkFeast(plan: FeatureStorePlan<FeastPlace>, props: FeatureStoreProps, problems: Problems): void {
  const { name, place: { database, traits } } = plan;
  checkFeastGroups(plan, problems);
  MANAGED_ONLY.filter((prop) => isGiven(props[prop])).forEach((prop) => {
    problems.add('features/managed-only', `'${prop}' is given for '${name}', which is Feast in a cluster: leave it out, or take FeatureStoreKind.managed()`);
  });
  if (!database) requireSoftware('external-secrets', `the database of '${name}'`, traits, problems);
  if (!database && props.platform.versionedEncryptionKeyId === undefined) {
    problems.add('features/versioned-key', `the version of the key of '${props.platform.platformName}' is not known, which PostgreSQL asks for: give 'versionedEncryptionKeyId' with the platform's attributes`);
  }
  // Feast keeps a registry in files of S3 and Cloud Storage only: https://docs.feast.dev/reference/registries
  if (database?.kind === 'redis') {
    problems.add('features/feast-registry', `the database of '${name}' is Redis, beside which Feast would need a file for its registry, and it writes none to Azure: give FeastDatabase.postgres(…), or leave 'database' out`);
  }
}

/** Python hands over a map in which nothing is said, where its user gives none. */
function isGiven(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0);
}
