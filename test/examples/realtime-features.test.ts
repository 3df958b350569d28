import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Example, TARGETS } from './example';

const LOCK = join(__dirname, '../../examples/realtime-features/features.lock.json');

/** A stream that keeps its events for three days, so that what failed can be read again. */
const STREAM: Record<string, RegExp> = {
  awscdk: /"RetentionPeriodHours": 72/,
  tfaws: /"retention_period": 72/,
  tfgcp: /"message_retention_duration": "259200s"/,
  tfazure: /"retentionTimeInHours": 72/,
  tfk8s: /"retention\.ms":259200000/,
};

/** Where the latest values are. */
const ONLINE: Record<string, RegExp> = {
  awscdk: /"EnableOnlineStore": true,\s*"StorageType": "Standard",\s*"SecurityConfig": \{\s*"KmsKeyId"/,
  tfaws: /"OnlineStoreConfig":\{"EnableOnlineStore":true,"StorageType":"Standard","SecurityConfig":\{"KmsKeyId"/,
  tfgcp: /"syncConfig": \{\s*"cron": "0 \* \* \* \*"/,
  tfazure: /"storeType": "Online"/,
  tfk8s: /"online":true/,
};

/** What the service that takes payments may do, and nobody else. */
const SENDS: Record<string, RegExp[]> = {
  awscdk: [/"kinesis:PutRecord",\s*"kinesis:PutRecords"\s*\][^]*?"Roles": \[\s*"payments"\s*\]/],
  tfaws: [/"kinesis:PutRecord","kinesis:PutRecords"\],"Resource":\["arn:aws:kinesis:[^"]*:stream\/acme-ml-features-card-activity"/, /"policy_arn": "\$\{aws_iam_policy\.Ml_Features_Grants[^"]*",\s*"provider": "aws",\s*"role": "payments"/],
  tfgcp: [/"member": "serviceAccount:payments@acme-ml\.iam\.gserviceaccount\.com",\s*"project": "acme-ml",\s*"provider": "google",\s*"role": "\$\{google_project_iam_custom_role\.Ml_Features_Vertex_Roles_publish/],
  tfazure: [/"description": "Sends events of card_activity",\s*"principal_id": "66666666-7777-8888-9999-000000000000"/],
  tfk8s: [/"name": "acme-ml-features-card-activity-producer-\w+"\s*\},\s*"subject": \[\s*\{\s*"api_group": "",\s*"kind": "ServiceAccount",\s*"name": "payments",\s*"namespace": "shop"/],
};

/** What the model may do. */
const READS: Record<string, RegExp> = {
  awscdk: /"sagemaker:BatchGetRecord",[^\]]*"sagemaker:GetRecord"\s*\][^]*?"Roles": \[\s*\{\s*"Ref": "MlFraud/,
  tfaws: /"Action":\["sagemaker:BatchGetRecord"[^\]]*"sagemaker:GetRecord"\],"Resource":\["[^"]*feature-group\/acme-ml-features-card-activity"\]/,
  tfgcp: /"members": \[\s*"serviceAccount:\$\{google_service_account\.Ml_Fraud[^}]*\}"\s*\],\s*"role": "\$\{google_project_iam_custom_role\.Ml_Features_Vertex_Roles_serve/,
  tfazure: /"description": "Reads online features of acme-ml-features",\s*"principal_id": "\$\{azurerm_user_assigned_identity\.Ml_Fraud/,
  tfk8s: /"read":\{"actions":\["read_online"\],"namespaces":\["fraud"\]\}/,
};

describe.each(TARGETS)('features that events bring on %s', (target) => {
  const example = new Example('realtime-features', target);
  const committed = readFileSync(LOCK, 'utf8');
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('come from a stream that keeps its events for three days', () => expect(example.text).toMatch(STREAM[target]!));

  test('can be asked for by the key', () => expect(example.text).toMatch(ONLINE[target]!));

  test('are what the lock of all places has', () => expect(readFileSync(LOCK, 'utf8')).toBe(committed));

  test('are sent by the service that takes payments', () => SENDS[target]!.forEach((right) => expect(example.text).toMatch(right)));

  test('are read by the model, which is told of which group', () => {
    expect(example.text).toMatch(READS[target]!);
    expect(example.text).toContain('FEATURE_GROUP');
    // What Feast is shown.
    if (target === 'tfk8s') expect(example.text).toMatch(/"automountServiceAccountToken":true,"containers":\[\{"env":[^\]]*"ML_ENDPOINT","value":"acme-ml-fraud"/);
  });

  test('call somebody when none came within two hours, when events wait, and when one cannot be taken in, and say what to do', () => {
    expect(example.text).toContain('card_activity: no new values within 2 hours. Look whether its source still runs');
    expect(example.text).toContain('card_activity: events of its stream wait.');
    expect(example.text).toContain('card_activity: events cannot be taken in and were set aside. Correct them and send them again');
  });

  test('say which of them tell of persons', () => expect(example.text).toMatch(/(?:personal.data[^\n]{0,40}last_country|last_country[^\n]{0,80}personal.data)/i));

  test('take at most 10 lines of their user beside imports and the lines that all places share; on a cluster 25, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 25 : 10);
  });
});
