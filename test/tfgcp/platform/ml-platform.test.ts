import { AlertChannel, Budget, Profile, Severity } from '../../../src/core';
import { pathOf } from '../../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK, stage, synth } from '../platforms';

const BILLED = { budget: Budget.monthly(20_000), billingAccount: '012345-6789AB-CDEF01' };

test('services are switched on and never off', () => {
  const services = Object.values(synth().resources('google_project_service'));
  expect(services.map(({ service }) => service as string)).toEqual(expect.arrayContaining([
    'aiplatform.googleapis.com', 'artifactregistry.googleapis.com', 'cloudkms.googleapis.com', 'compute.googleapis.com', 'storage.googleapis.com',
  ]));
  services.forEach((service) => expect(service).toMatchObject({ disable_on_destroy: false, disable_dependent_services: false }));
});

test('only the services that are used are switched on', () => {
  const without = synth({ existingEncryptionKey: { keyId: EXISTING_KEY }, existingNetwork: EXISTING_NETWORK });
  const services = Object.values(without.resources('google_project_service')).map(({ service }) => service as string);
  ['cloudkms', 'dns', 'servicenetworking', 'billingbudgets'].forEach((name) => expect(services).not.toContain(`${name}.googleapis.com`));
});

test('each service agent that stores something may use the key, and nobody else', () => {
  const stack = synth();
  const grants = Object.values(stack.resources('google_kms_crypto_key_iam_member'));
  expect(grants.map(({ role, member }) => `${member} ${role}`).sort()).toEqual([
    expect.stringMatching(/^serviceAccount:\$\{data\.google_logging_project_settings\..+\.kms_service_account_id\} /),
    expect.stringMatching(/^serviceAccount:\$\{data\.google_storage_project_service_account\..+\.email_address\} /),
    'serviceAccount:service-123456789012@gcp-sa-aiplatform.iam.gserviceaccount.com roles/cloudkms.cryptoKeyEncrypterDecrypter',
    'serviceAccount:service-123456789012@gcp-sa-artifactregistry.iam.gserviceaccount.com roles/cloudkms.cryptoKeyEncrypterDecrypter',
  ].map((member) => member as string));
});

test('what is encrypted waits until its service may use the key', () => {
  const stack = synth();
  const last = /^\$\{google_kms_crypto_key_iam_member\.(\w+)\.crypto_key_id\}$/;
  const { kms_key_name: name } = stack.resource('google_artifact_registry_repository');
  expect(name).toMatch(last);
  const grants = stack.resources('google_kms_crypto_key_iam_member');
  const waitedFor = (id: string): string[] => (grants[id]!.depends_on as string[])
    .flatMap((dependency) => /^google_kms_crypto_key_iam_member\.(\w+)$/.exec(dependency)?.[1] ?? [])
    .flatMap((before) => [before, ...waitedFor(before)]);
  const [, id] = last.exec(name as string)!;
  expect([id, ...waitedFor(id!)].sort()).toEqual(Object.keys(grants).sort());
});

test('data sources wait for their service, so that the first plan of a project needs no network', () => {
  const { json } = synth();
  Object.values(json.data ?? {}).flatMap((named) => Object.values(named)).forEach(({ depends_on: after }) => {
    expect(after).toEqual([expect.stringMatching(/^google_project_service\./)]);
  });
});

test('without a number the project is asked for it', () => {
  const stack = synth({ projectNumber: undefined });
  expect(stack.dataSource('google_project')).toMatchObject({ project_id: 'acme-ml' });
  expect(JSON.stringify(stack.resources('google_kms_crypto_key_iam_member'))).toContain('service-${data.google_project.');
});

test('an existing key is shared with the service agents, unless they have it already', () => {
  const shared = synth({ existingEncryptionKey: { keyId: EXISTING_KEY } });
  expect(shared.hasResource('google_kms_crypto_key')).toBe(false);
  expect(Object.values(shared.resources('google_kms_crypto_key_iam_member')).map(({ crypto_key_id: key }) => key as string)).toEqual(Array(4).fill(EXISTING_KEY));
  const granted = synth({ existingEncryptionKey: { keyId: EXISTING_KEY, agentsGranted: true } });
  expect(granted.hasResource('google_kms_crypto_key_iam_member')).toBe(false);
  expect(granted.resource('google_storage_bucket').encryption).toEqual({ default_kms_key_name: EXISTING_KEY });
});

test('a budget for each severity calls by e-mail, and never a webhook', () => {
  const alerts = [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL)];
  const budgets = Object.values(synth({ ...BILLED, alerts }).resources('google_billing_budget'));
  const sharesOf = (rules: Array<{ threshold_percent: number }>) => rules.map((rule) => rule.threshold_percent);
  expect(budgets.map(({ display_name: name, threshold_rules: rules }) => [name, sharesOf(rules)])).toEqual([
    ['acme-ml: critical', [1]],
    ['acme-ml: warning', [0.5, 0.8]],
  ]);
  budgets.forEach((budget) => {
    expect(budget.budget_filter.projects).toEqual(['projects/123456789012']);
    expect(budget.amount).toEqual({ specified_amount: { units: '20000' } });
    expect(budget.all_updates_rule.monitoring_notification_channels).toHaveLength(1);
  });
});

test('a budget that only a webhook would hear of warns', () => {
  const { platform } = stage({ ...BILLED, alerts: [AlertChannel.webhook('https://pager.acme.io/ml')] });
  expect(platform.node.metadata.map(({ data }) => String(data))).toEqual([expect.stringContaining('[alerts/budget-by-email]')]);
});

test('data access is recorded, and audit logs are kept in an encrypted log bucket', () => {
  const stack = synth();
  expect(Object.values(stack.resources('google_project_iam_audit_config')).map(({ service }) => service as string).sort()).toEqual(['aiplatform.googleapis.com', 'storage.googleapis.com']);
  expect(stack.resource('google_logging_project_bucket_config')).toMatchObject({ bucket_id: 'acme-ml-audit', retention_days: 365 });
  expect(stack.resource('google_logging_project_sink').filter).toContain('logName="projects/acme-ml/logs/cloudaudit.googleapis.com%2Fdata_access"');
});

test('development lets go of data and keys', () => {
  const stack = synth({ profile: Profile.development() });
  ['google_storage_bucket', 'google_kms_crypto_key', 'google_artifact_registry_repository'].forEach((type) => {
    expect(stack.resource(type).lifecycle).toEqual({ prevent_destroy: false });
  });
  expect(stack.resource('google_storage_bucket').force_destroy).toBe(true);
});

test('everything says its project and its region itself, so that a provider of another project serves too', () => {
  const ofParent = /_iam_member$|^google_kms_crypto_key$|^google_billing_budget$|^google_service_networking_connection$/;
  Object.entries(synth(BILLED).json.resource ?? {}).filter(([type]) => !ofParent.test(type)).forEach(([, named]) => {
    Object.values(named).forEach((resource) => expect([pathOf(resource), resource.project]).toEqual([pathOf(resource), 'acme-ml']));
  });
});
