import { both, Break, desired, instead, Json, on, open, untagged } from './breaks';
import { FeatureGroupFacts, Facts } from './facts';
import { groupIn } from './feature-builds';

const group = (name: string, expected: Partial<FeatureGroupFacts>) => (facts: Facts) => expect(groupIn(facts, name)).toMatchObject(expected);
const clicks = (expected: Partial<FeatureGroupFacts>) => group('clicks', expected);
const stream = (expected: Json) => (facts: Facts) => expect(groupIn(facts, 'clicks').stream).toMatchObject(expected);

const AWSCDK: Break[] = [
  { what: 'values online without the key', change: on('AWS::SageMaker::FeatureGroup', /clicks/, ({ Properties }) => delete Properties.OnlineStoreConfig.SecurityConfig), shows: clicks({ encrypted: false }) },
  { what: 'values offline without the key', change: on('AWS::SageMaker::FeatureGroup', /clicks/, ({ Properties }) => delete Properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId), shows: clicks({ encrypted: false }) },
  { what: 'results of queries that anybody may put elsewhere', change: on('AWS::Athena::WorkGroup', /clicks/, ({ Properties }) => { Properties.WorkGroupConfiguration.EnforceWorkGroupConfiguration = false; }), shows: clicks({ encrypted: false }) },
  { what: 'a group that goes with its stack', change: on('AWS::SageMaker::FeatureGroup', /clicks/, (found) => { found.DeletionPolicy = 'Delete'; }), shows: clicks({ protected: false }) },
  { what: 'a stream that goes with its stack', change: on('AWS::Kinesis::Stream', /./, (found) => { found.DeletionPolicy = 'Delete'; }), shows: clicks({ protected: false }) },
  { what: 'a rule that takes values away', change: on('AWS::S3::Bucket', /Artifacts/, ({ Properties }) => { Properties.LifecycleConfiguration = { Rules: [{ Prefix: 'features/', ExpirationInDays: 30, Status: 'Enabled' }] }; }), shows: both(clicks({ protected: false }), stream({ keepsDeadLetters: false })) },
  { what: 'a function outside of the network', change: on('AWS::Lambda::Function', /clicks/i, ({ Properties }) => delete Properties.VpcConfig), shows: clicks({ private: false }) },
  { what: 'no private way to the service', change: on('AWS::EC2::VPCEndpoint', /Featurestore/, ({ Properties }) => { Properties.ServiceName = 'other'; }), shows: clicks({ private: false }) },
  { what: 'events without the key', change: on('AWS::Kinesis::Stream', /./, ({ Properties }) => delete Properties.StreamEncryption), shows: stream({ encrypted: false }) },
  { what: 'no place for what is given up', change: on('AWS::Lambda::EventSourceMapping', /./, ({ Properties }) => delete Properties.DestinationConfig), shows: stream({ keepsDeadLetters: false }) },
  { what: 'a function that anybody may call', change: on('AWS::Lambda::Function', /clicks/i, (found) => { found.Type = 'AWS::Lambda::Url'; found.Properties = { AuthType: 'NONE' }; }), shows: open('Function') },
];

const TFAWS: Break[] = [
  { what: 'values online without the key', change: on('aws_cloudcontrolapi_resource', /clicks/, desired('SecurityConfig')), shows: clicks({ encrypted: false }) },
  { what: 'values offline without the key', change: on('aws_cloudcontrolapi_resource', /customer_spend/, desired('KmsKeyId')), shows: group('customer_spend', { encrypted: false }) },
  { what: 'results of queries that anybody may put elsewhere', change: on('aws_athena_workgroup', /clicks/, ({ configuration }) => { configuration.enforce_workgroup_configuration = false; }), shows: clicks({ encrypted: false }) },
  { what: 'a group that a destroy takes', change: on('aws_cloudcontrolapi_resource', /clicks/, ({ lifecycle }) => { lifecycle.prevent_destroy = false; }), shows: clicks({ protected: false }) },
  { what: 'a catalog that a destroy takes', change: on('aws_glue_catalog_database', /./, ({ lifecycle }) => { lifecycle.prevent_destroy = false; }), shows: clicks({ protected: false }) },
  { what: 'a function outside of the network', change: on('aws_lambda_function', /./, (found) => delete found.vpc_config), shows: clicks({ private: false }) },
  { what: 'events without the key', change: on('aws_kinesis_stream', /./, (found) => delete found.kms_key_id), shows: stream({ encrypted: false }) },
  { what: 'no place for what is given up', change: on('aws_lambda_event_source_mapping', /./, (found) => delete found.destination_config), shows: stream({ keepsDeadLetters: false }) },
  { what: 'a stream without tags', change: on('aws_kinesis_stream', /./, (found) => delete found.tags), shows: untagged('aws_kinesis_stream') },
  { what: 'a workgroup without tags', change: on('aws_athena_workgroup', /clicks/, (found) => { found.tags = { ...found.tags, platform: undefined }; }), shows: untagged('aws_athena_workgroup') },
];

const TFGCP: Break[] = [
  { what: 'a table without the key', change: on('google_bigquery_table', /clicks/, (found) => delete found.encryption_configuration), shows: clicks({ encrypted: false }) },
  { what: 'values online without the key', change: on('restful_resource', /Online/, ({ body }) => delete body.encryptionSpec), shows: clicks({ encrypted: false }) },
  { what: 'a table that a destroy takes', change: on('google_bigquery_table', /clicks/, (found) => { found.deletion_protection = false; }), shows: clicks({ protected: false }) },
  { what: 'values that go with time', change: on('google_bigquery_table', /clicks/, ({ time_partitioning }) => { time_partitioning.expiration_ms = 86_400_000; }), shows: clicks({ protected: false }) },
  { what: 'a table that everybody reads', change: on('google_bigquery_table_iam_member', /clicks.*Freshness/, (found) => { found.member = 'allUsers'; }), shows: both(clicks({ private: false }), ({ wildcards }) => expect(wildcards).not.toEqual([])) },
  { what: 'a store with an address of its own', change: on('restful_resource', /Online/, ({ body }) => { body.dedicatedServingEndpoint = {}; }), shows: both(clicks({ private: false }), open('Online')) },
  { what: 'events without the key', change: on('google_pubsub_topic', /Topic/, (found) => delete found.kms_key_name), shows: stream({ encrypted: false }) },
  { what: 'nobody who keeps dead letters', change: on('google_pubsub_subscription', /DeadLetters/, (found) => { found.expiration_policy = { ttl: '86400s' }; }), shows: stream({ keepsDeadLetters: false }) },
  { what: 'a table without labels', change: on('google_bigquery_table', /clicks/, (found) => delete found.labels.platform), shows: untagged('google_bigquery_table') },
  { what: 'a topic without labels', change: on('google_pubsub_topic', /./, (found) => delete found.labels), shows: untagged('google_pubsub_topic') },
  { what: 'a view without labels', change: on('restful_resource', /View/, ({ body }) => delete body.labels), shows: untagged('restful_resource') },
  { what: 'a feature without labels', change: on('google_vertex_ai_feature_group_feature', /rate/, (found) => { found.labels = {}; }), shows: untagged('google_vertex_ai_feature_group_feature') },
];

const TFAZURE: Break[] = [
  { what: 'a workspace without the key', change: on('azurerm_machine_learning_workspace', /Features/, (found) => delete found.encryption), shows: clicks({ encrypted: false }) },
  { what: 'an account without the key', change: on('azurerm_storage_account', /Features/, (found) => delete found.customer_managed_key), shows: clicks({ encrypted: false }) },
  { what: 'values online without the key', change: on('Microsoft.Cache/redisEnterprise', /Features/, ({ body }) => delete body.properties.encryption), shows: clicks({ encrypted: false }) },
  { what: 'a workspace on the internet', change: on('azurerm_machine_learning_workspace', /Features/, (found) => { found.public_network_access_enabled = true; }), shows: both(clicks({ private: false }), open('azurerm_machine_learning_workspace')) },
  { what: 'values online on the internet', change: on('Microsoft.Cache/redisEnterprise', /Features/, ({ body }) => delete body.properties.publicNetworkAccess), shows: both(clicks({ private: false }), open('Online')) },
  { what: 'an account on the internet', change: on('azurerm_storage_account', /Features/, ({ network_rules }) => { network_rules.default_action = 'Allow'; }), shows: both(clicks({ private: false }), open('azurerm_storage_account')) },
  { what: 'event hubs without a firewall', change: on('Microsoft.EventHub/namespaces/networkRuleSets', /./, ({ body }) => { body.properties.ipRules = []; }), shows: both(clicks({ private: false }), open('Events')) },
  { what: 'event hubs with an open door', change: on('Microsoft.EventHub/namespaces/networkRuleSets', /./, ({ body }) => { body.properties.ipRules = [{ action: 'Allow', ipMask: '8.8.8.0/24' }]; }), shows: both(clicks({ private: false }), open('Events')) },
  { what: 'event hubs with keys', change: on('Microsoft.EventHub/namespaces', /Features/, ({ body }) => { body.properties.disableLocalAuth = false; }), shows: clicks({ private: false }) },
  { what: 'a set that a destroy takes', change: on('Microsoft.MachineLearningServices/workspaces/featuresets', /clicks/, ({ lifecycle }) => { lifecycle.prevent_destroy = false; }), shows: clicks({ protected: false }) },
  { what: 'a rule that takes values away', change: on('azurerm_storage_management_policy', /Features/, ({ rule }) => { rule[0].filters.prefix_match = ['sources/']; }), shows: clicks({ protected: false }) },
  { what: 'dead letters that are dropped', change: on('Microsoft.StreamAnalytics/streamingjobs', /./, ({ body }) => { body.properties.outputErrorPolicy = 'Drop'; }), shows: stream({ keepsDeadLetters: false }) },
  { what: 'a workflow that anybody starts', change: on('Microsoft.Logic/workflows', /clicks/, ({ body }) => delete body.properties.accessControl), shows: open('clicks') },
  { what: 'a set without tags', change: on('azapi_resource_action', /clicks.*Version/, ({ body }) => { body.properties.tags = { ...body.properties.tags, platform: undefined }; }), shows: untagged('azapi_resource_action') },
  { what: 'event hubs without tags', change: on('Microsoft.EventHub/namespaces', /Features/, (found) => delete found.tags), shows: untagged('Events') },
];

/** Of Feast in any cluster. */
const CLUSTER: Break[] = [
  { what: 'tokens that nobody verifies', change: instead('type', 'oidc', 'kubernetes'), shows: clicks({ private: false }) },
  { what: 'no policy of the network', change: instead('kind', 'NetworkPolicy', 'NoPolicy'), shows: clicks({ private: false }) },
  { what: 'a way in from outside', change: instead('kind', 'PodDisruptionBudget', 'Ingress'), shows: clicks({ private: false }) },
  { what: 'brokers outside of the cluster', change: instead('type', 'internal', 'loadbalancer'), shows: clicks({ private: false }) },
  { what: 'brokers that let anybody write', change: instead('type', 'simple', 'custom'), shows: clicks({ private: false }) },
  { what: 'topics that go with the release', change: instead('helm.sh/resource-policy', 'keep', 'delete'), shows: both(clicks({ protected: false }), stream({ keepsDeadLetters: false })) },
  { what: 'a destination of dead letters that is not there', change: (text) => text.replace(/(\\*")topicName\1:\1clicks-dead-letters\1/, (_, quote: string) => `${quote}topicName${quote}:${quote}other${quote}`), shows: stream({ keepsDeadLetters: false }) },
];

const FEAST: Record<string, Break[]> = {
  awscdk: [
    { what: 'volumes without the key', change: instead('kind', 'StorageClass', 'NoClass'), shows: stream({ encrypted: false }) },
    { what: 'a table without the key', change: on('AWS::DynamoDB::Table', /clicks/, ({ Properties }) => delete Properties.SSESpecification), shows: clicks({ encrypted: false }) },
    { what: 'a table that anybody may delete', change: on('AWS::DynamoDB::Table', /clicks/, ({ Properties }) => { Properties.DeletionProtectionEnabled = false; }), shows: clicks({ protected: false }) },
    {
      what: 'a table that everybody reads',
      change: on('AWS::DynamoDB::Table', /clicks/, ({ Properties }) => { Properties.ResourcePolicy = { PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'dynamodb:GetItem', Resource: '*' }] } }; }),
      shows: both(clicks({ private: false }), open('clicks')),
    },
  ],
  tfaws: [
    { what: 'volumes without the key', change: instead('kind', 'StorageClass', 'NoClass'), shows: stream({ encrypted: false }) },
    { what: 'a table without the key', change: on('aws_dynamodb_table', /clicks/, (found) => delete found.server_side_encryption.kms_key_arn), shows: clicks({ encrypted: false }) },
    { what: 'a table that cannot be brought back', change: on('aws_dynamodb_table', /clicks/, (found) => delete found.point_in_time_recovery), shows: clicks({ protected: false }) },
    { what: 'a table without tags', change: on('aws_dynamodb_table', /clicks/, (found) => delete found.tags), shows: untagged('aws_dynamodb_table') },
  ],
  tfgcp: [
    { what: 'volumes without the key', change: instead('kind', 'StorageClass', 'NoClass'), shows: stream({ encrypted: false }) },
    { what: 'a database without the key', change: on('google_firestore_database', /./, (found) => delete found.cmek_config), shows: clicks({ encrypted: false }) },
    { what: 'a database that a destroy takes', change: on('google_firestore_database', /./, (found) => { found.delete_protection_state = 'DELETE_PROTECTION_DISABLED'; }), shows: clicks({ protected: false }) },
  ],
  tfazure: [
    { what: 'volumes without the key', change: on('azurerm_kubernetes_cluster', /./, (found) => delete found.disk_encryption_set_id), shows: stream({ encrypted: false }) },
    { what: 'a database without the key', change: on('Microsoft.DBforPostgreSQL/flexibleServers', /./, ({ body }) => delete body.properties.dataEncryption), shows: clicks({ encrypted: false }) },
    { what: 'a database on the internet', change: on('Microsoft.DBforPostgreSQL/flexibleServers', /./, ({ body }) => { body.properties.network.publicNetworkAccess = 'Enabled'; }), shows: both(clicks({ private: false }), open('Database')) },
    { what: 'a database that a destroy takes', change: on('Microsoft.DBforPostgreSQL/flexibleServers', /./, ({ lifecycle }) => { lifecycle.prevent_destroy = false; }), shows: clicks({ protected: false }) },
    { what: 'a password in the program', change: on('Microsoft.DBforPostgreSQL/flexibleServers', /./, (found) => { found.sensitive_body.properties.administratorLoginPassword = 'Tr0ub4dor'; }), shows: ({ secrets }) => expect(secrets).not.toEqual([]) },
  ],
};

const MANAGED: Record<string, Break[]> = { awscdk: AWSCDK, tfaws: TFAWS, tfgcp: TFGCP, tfazure: TFAZURE };

/** What is tried on a store of a target. */
export const breaksOf = (target: string, kind: FeatureGroupFacts['kind']): Break[] => (kind === 'managed' ? MANAGED[target]! : [...CLUSTER, ...(FEAST[target] ?? [])]);
