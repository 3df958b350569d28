import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Example, TARGETS } from './example';

const LOCK = join(__dirname, '../../examples/batch-features/features.lock.json');

/** What a number and a time are in the table of each place. */
const TYPES: Record<string, RegExp[]> = {
  awscdk: [/"FeatureName": "spend_7d",\s*"FeatureType": "Fractional"/, /"FeatureName": "last_order",\s*"FeatureType": "String"/],
  tfaws: [/"FeatureName":"spend_7d","FeatureType":"Fractional"/, /"FeatureName":"last_order","FeatureType":"String"/],
  tfgcp: [/"name":"spend_7d","type":"FLOAT"/, /"name":"last_order","type":"TIMESTAMP"/],
  tfazure: [/"FeatureName":"spend_7d","DataType":"double"/, /"FeatureName":"last_order","DataType":"datetime"/],
  tfk8s: [/"name":"spend_7d","type":"float"/, /"name":"last_order","type":"timestamp"/],
};

/** Where people and jobs query it: a table of Athena, one of BigQuery, a folder of Parquet files. */
const QUERIED_AT: Record<string, RegExp> = {
  awscdk: /"AcmeMlFeaturesCustomerSpendOfflineLocation": \{[^}]*"Value": "acme_ml_features\.customer_spend"/,
  tfaws: /"features_offline_locations": \{[^{]*\{\s*"customer_spend": "acme_ml_features\.customer_spend"/,
  tfgcp: /"features_offline_locations": \{[^{]*\{\s*"customer_spend": "acme-ml\.\$\{google_bigquery_dataset[^}]*\}\.\$\{google_bigquery_table[^}]*\}"/,
  tfazure: /"features_offline_locations": \{[^{]*\{\s*"customer_spend": "abfss:\/\/sources@\w+\.dfs\.core\.windows\.net\/customer_spend\/"/,
  tfk8s: /"features_offline_locations": \{[^{]*\{\s*"customer_spend": "s3:\/\/acme-ml-artifacts\/features\/[^"]*customer_spend"/,
};

/** What the job that writes may do, and the one that learns. */
const WRITES: Record<string, RegExp> = {
  awscdk: /"sagemaker:DeleteRecord",[^\]]*"sagemaker:PutRecord"\s*\][^]*?"Roles": \[\s*\{\s*"Ref": "MlSpend/,
  tfaws: /"Action":\["sagemaker:DeleteRecord"[^\]]*"sagemaker:PutRecord"\],"Resource":\["[^"]*feature-group\/acme-ml-features-customer-spend"\]/,
  tfgcp: /"member": "serviceAccount:\$\{google_service_account\.Ml_Spend[^}]*\}",\s*"project": "acme-ml",\s*"provider": "google",\s*"role": "\$\{google_project_iam_custom_role\.Ml_Features_Vertex_Roles_writeTable/,
  tfazure: /"description": "Write under customer_spend\/ in Sources",\s*"principal_id": "\$\{azurerm_user_assigned_identity\.Ml_Spend/,
  tfk8s: /"name": "acme-ml-artifacts-write-\w+"\s*\},\s*"subject": \[\s*\{\s*"api_group": "",\s*"kind": "ServiceAccount",\s*"name": "acme-ml-spend"/,
};
const READS: Record<string, RegExp> = {
  awscdk: /"athena:GetQueryExecution",[^]*?"Roles": \[\s*\{\s*"Ref": "MlChurn/,
  tfaws: /"Action":\["athena:GetQueryExecution"[^\]]*\],"Resource":\["[^"]*workgroup\/acme-ml-features-customer-spend"\]/,
  tfgcp: /"member": "serviceAccount:\$\{google_service_account\.Ml_Churn[^}]*\}",\s*"project": "acme-ml",\s*"provider": "google",\s*"role": "\$\{google_project_iam_custom_role\.Ml_Features_Vertex_Roles_readTable/,
  tfazure: /"description": "Read under customer_spend\/ in Sources",\s*"principal_id": "\$\{azurerm_user_assigned_identity\.Ml_Churn/,
  tfk8s: /"name": "acme-ml-artifacts-read-\w+"\s*\},\s*"subject": \[\s*\{\s*"api_group": "",\s*"kind": "ServiceAccount",\s*"name": "acme-ml-churn"/,
};

/** What would be there if anybody could ask for the latest values. */
const ONLINE: Record<string, RegExp> = {
  awscdk: /EnableOnlineStore/, tfaws: /"EnableOnlineStore":true/, tfgcp: /featureOnlineStoreId/, tfazure: /redisEnterprise/, tfk8s: /"online":true/,
};

describe.each(TARGETS)('features that a job writes at night on %s', (target) => {
  const example = new Example('batch-features', target);
  const committed = readFileSync(LOCK, 'utf8');
  beforeAll(() => example.run());
  afterAll(() => example.remove());

  test('have their types', () => TYPES[target]!.forEach((type) => expect(example.text).toMatch(type)));

  test('are what the lock of all places has', () => expect(readFileSync(LOCK, 'utf8')).toBe(committed));

  test('say who answers for them, what they mean, and which of them tell of persons', () => {
    expect(example.text).toContain('What a customer ordered and paid');
    expect(example.text).toContain('crm-ml@acme.io');
    expect(example.text).toContain('Sum of all orders of the last 7 days, in euros');
    expect(example.text).toMatch(/(?:personal.data[^\n]{0,40}postcode|postcode[^\n]{0,80}personal.data)/i);
  });

  test('are queried where an output says, and the job that learns is told', () => {
    expect(example.text).toMatch(QUERIED_AT[target]!);
    expect(example.text).toMatch(/CUSTOMER_SPEND/);
  });

  test('are written by the one job, and read by the other', () => {
    expect(example.text).toMatch(WRITES[target]!);
    expect(example.text).toMatch(READS[target]!);
  });

  test('are offline only', () => expect(example.text).not.toMatch(ONLINE[target]!));

  test('take at most 10 lines of their user beside imports and the lines that all places share; on a cluster 25, with what runs in it', () => {
    expect(example.ownLines).toBeLessThanOrEqual(target === 'tfk8s' ? 25 : 10);
  });
});
