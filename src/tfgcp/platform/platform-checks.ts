import { AlertChannel, Severity } from '../../core';
import { isUnresolved, literal, NameRule, physicalName, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { BUCKET_NAME, KEY_NAME, REPOSITORY_NAME, SERVICE_ACCOUNT_NAME, COMPUTE_NAME } from '../../facts/gcp/names';
import { RUNTIMES } from '../identity/runtime-accounts';
import { checkExistingNetwork } from '../network/existing-network-checks';
import { isForBudgets } from '../observability/alert-topics';
import { planBucketLocation } from '../storage/bucket-location';
import { checkVersions } from '../storage/bucket-settings';
import { locationOfKey } from '../storage/encryption-key';
import { MlPlatformProps } from './ml-platform-props';

/** https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects: an id, behind a domain and a colon where the domain owns it. */
const PROJECT = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const BILLING_ACCOUNT = /^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$/;
/** https://docs.cloud.google.com/billing/docs/reference/budget/rest/v1/billingAccounts.budgets#NotificationsRule */
const CHANNELS_OF_BUDGET = 5;

/** What only Google Cloud demands of a platform. */
export function checkPlatform(name: string, props: MlPlatformProps, problems: Problems): void {
  checkProject(props, problems);
  checkNames(name, problems);
  checkBudget(props, problems);
  checkExistingNetwork(props.existingNetwork, props.location, problems);
  checkExistingKey(props, problems);
  checkStores(props, problems);
}

function checkProject({ project, projectNumber, location }: MlPlatformProps, problems: Problems): void {
  const known = problems.collect(() => literal(project, "'project'"));
  problems.collect(() => literal(location, "'location'"));
  if (known !== undefined && !PROJECT.test(known)) {
    problems.add('platform/project', `'${project}' is no id of a project: give 6 to 30 lower-case letters, digits and hyphens, a letter first`);
  }
  if (projectNumber !== undefined && !isUnresolved(projectNumber) && !/^\d+$/.test(projectNumber)) {
    problems.add('platform/project-number', `'${projectNumber}' is no number of a project: give the digits that 'gcloud projects describe' prints as projectNumber`);
  }
}

function checkNames(name: string, problems: Problems): void {
  if (isUnresolved(name)) return;
  const check = (rule: NameRule, ...parts: string[]) => physicalName(rule, [name, ...parts], problems);
  check(BUCKET_NAME, 'artifacts', '000000');
  check(REPOSITORY_NAME, 'registry');
  check(COMPUTE_NAME, 'allow-internal');
  check(KEY_NAME);
  RUNTIMES.forEach((runtime) => check(SERVICE_ACCOUNT_NAME, runtime));
}

function checkBudget({ budget, billingAccount, alerts = [] }: MlPlatformProps, problems: Problems): void {
  if (!budget) return;
  if (billingAccount === undefined) {
    problems.add('platform/billing-account', `a budget of ${budget.amount} a month is asked for, but budgets belong to a billing account: set 'billingAccount'`);
  } else if (!isUnresolved(billingAccount) && !BILLING_ACCOUNT.test(billingAccount)) {
    problems.add('platform/billing-account', `'${billingAccount}' is no billing account: give it as '012345-6789AB-CDEF01'`);
  }
  [Severity.CRITICAL, Severity.WARNING].forEach((severity) => {
    const called = alerts.filter((channel: AlertChannel) => channel.severities.includes(severity) && isForBudgets(channel));
    if (called.length > CHANNELS_OF_BUDGET) {
      problems.add('alerts/budget-channels', `${called.length} channels take the severity '${severity}', but a budget calls ${CHANNELS_OF_BUDGET} at most: give fewer, such as one mailing list`);
    }
  });
}

function checkExistingKey({ existingEncryptionKey: key, location }: MlPlatformProps, problems: Problems): void {
  if (!key || isUnresolved(key.keyId)) return;
  const place = locationOfKey(key.keyId);
  if (place === undefined) {
    problems.add('encryption/key-name', `'${key.keyId}' is no name of a key: give 'projects/…/locations/…/keyRings/…/cryptoKeys/…'`);
  }
  requireKeyRegion(key.keyId, place, location, problems);
}

function checkStores({ location, artifacts }: MlPlatformProps, problems: Problems): void {
  if (!artifacts) return;
  if (!isUnresolved(artifacts.replicaRegion)) planBucketLocation(location, artifacts.replicaRegion, problems);
  checkVersions(artifacts.versioned, artifacts.retention?.lockedDays, problems);
}
