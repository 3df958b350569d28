import { Break, desired, has, inside, instead, Json, on, open, rewritten, untagged } from './breaks';
import { TFAZURE } from './drift-breaks-tfazure';
import { TFGCP } from './drift-breaks-tfgcp';
import { onlyMonitor } from './drift-builds';
import { capture, inCluster, monitor, noRetraining, noSignal, nothingWatched, noThreshold, reads, retraining, thresholds, unlimited, writes } from './drift-shows';
import { DriftMonitorFacts } from './facts';

/** Done to a machine of Step Functions, whose definition is text, as CloudFormation and Terraform have it. */
const machines = (machine: RegExp, found: RegExp, other: string): Break['change'] => {
  const both = [on('AWS::StepFunctions::StateMachine', machine, inside(found, other)), on('aws_sfn_state_machine', machine, inside(found, other))];
  return (text) => both.reduce((changed, change) => change(changed), text);
};

const BASELINE = /DriftSageMakerBaselineMachine|Drift_SageMaker_Baseline/;
const REPORT = /DriftSageMakerReport|Drift_SageMaker_Report/;
const GUARD = /DriftSageMakerRetraining|Drift_SageMaker_Retraining/;

/** Of the machines of a monitor of SageMaker, by either engine. */
const MACHINES: Break[] = [
  { what: 'disks without the key where the baseline is computed', change: machines(BASELINE, /VolumeKmsKeyId/g, 'NoKeyId'), shows: monitor({ encrypted: false }) },
  { what: 'a baseline that is written without the key', change: machines(BASELINE, /SSEKMSKeyId/g, 'NoKeyId'), shows: monitor({ encrypted: false }) },
  { what: 'a baseline that is computed outside of the network', change: machines(BASELINE, /VpcConfig/g, 'NoConfig'), shows: monitor({ private: false }) },
  { what: 'a baseline that is computed without end', change: machines(BASELINE, /StoppingCondition/g, 'NoCondition'), shows: unlimited },
  { what: 'a threshold of drift that was raised', change: machines(BASELINE, /threshold\\(\\*)":0\.3/g, 'threshold\\\\\\":0.9'), shows: thresholds({ 'data-drift/country': 0.9 }) },
  { what: 'distances that nobody measures', change: machines(BASELINE, /perform_comparison\\\\\\":\\\\\\"Enabled/g, 'perform_comparison\\\\\\":\\\\\\"Disabled'), shows: noThreshold('data-drift/country') },
  { what: 'a limit of data quality that was raised', change: machines(BASELINE, /(?<=completeness\\\\\\":)0\.98/g, '0.5'), shows: thresholds({ 'data-quality/amount/missing': 50 }) },
  { what: 'a threshold of quality that was lowered', change: machines(REPORT, /< 0\.8 \? 1/g, '< 0.1 ? 1'), shows: thresholds({ 'model-quality/f1': 0.1 }) },
  { what: 'a difference between groups that nobody minds', change: machines(REPORT, /(?<=\$abs\(\$v\) > )0\.1/g, '0.9'), shows: thresholds({ 'bias/sex/demographic-parity-difference': 0.9 }) },
  { what: 'a threshold of attribution that was lowered', change: machines(REPORT, /(?<=\$least < )0\.85/g, '0.1'), shows: thresholds({ 'attribution-drift': 0.1 }) },
  { what: 'bias that nobody counts', change: machines(REPORT, /(?<=Signal\\+",\\+"Value\\+":\\+")bias/g, 'nothing'), shows: noSignal('bias') },
  { what: 'a signal that nobody counts', change: machines(REPORT, /data-drift/g, 'nothing'), shows: noSignal('data-drift') },
  { what: 'a guard without a cool-down', change: machines(GUARD, /(?<=at > \$millis\(\) - )604800000/g, '60000'), shows: retraining({ coolDownSeconds: 60 }) },
  { what: 'a guard that does not look whether one goes on', change: machines(GUARD, /\$count\(\$runs\[running\]\) > 0/g, 'false'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that starts many a day', change: machines(GUARD, /(?<=86400000\]\) >= )2/g, '200'), shows: retraining({ maxRunsPerDay: 200 }) },
];

const DEFINITION = 'AWS::SageMaker::DataQualityJobDefinition';

const AWSCDK: Break[] = [
  ...MACHINES,
  { what: 'results without the key', change: on(DEFINITION, /./, ({ Properties }) => delete Properties.DataQualityJobOutputConfig.KmsKeyId), shows: monitor({ encrypted: false }) },
  { what: 'disks without the key', change: on(DEFINITION, /./, ({ Properties }) => delete Properties.JobResources.ClusterConfig.VolumeKmsKeyId), shows: monitor({ encrypted: false }) },
  { what: 'a store without the key', change: on('AWS::S3::Bucket', /Artifacts/, ({ Properties }) => delete Properties.BucketEncryption), shows: monitor({ encrypted: false }) },
  { what: 'a store on the internet', change: on('AWS::S3::Bucket', /Artifacts/, ({ Properties }) => { Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false; }), shows: monitor({ private: false }) },
  { what: 'jobs outside of the network', change: on(DEFINITION, /./, ({ Properties }) => delete Properties.NetworkConfig.VpcConfig), shows: monitor({ private: false }) },
  { what: 'jobs that talk in the clear', change: on(DEFINITION, /./, ({ Properties }) => { Properties.NetworkConfig.EnableInterContainerTrafficEncryption = false; }), shows: monitor({ private: false }) },
  { what: 'one of the jobs outside of the network', change: on('AWS::SageMaker::ModelExplainabilityJobDefinition', /./, ({ Properties }) => delete Properties.NetworkConfig), shows: monitor({ private: false }) },
  { what: 'one of the jobs without the key', change: on('AWS::SageMaker::ModelBiasJobDefinition', /./, ({ Properties }) => delete Properties.ModelBiasJobOutputConfig.KmsKeyId), shows: monitor({ encrypted: false }) },
  { what: 'one of the jobs without a limit of time', change: on('AWS::SageMaker::ModelQualityJobDefinition', /./, ({ Properties }) => delete Properties.StoppingCondition), shows: unlimited },
  { what: 'jobs in a subnet with addresses of the internet', change: on('AWS::EC2::Subnet', /Private2/, ({ Properties }) => { Properties.MapPublicIpOnLaunch = true; }), shows: monitor({ private: false }) },
  { what: 'jobs without a limit of time', change: on(DEFINITION, /./, ({ Properties }) => delete Properties.StoppingCondition), shows: unlimited },
  { what: 'jobs with a longer limit', change: on(DEFINITION, /./, ({ Properties }) => { Properties.StoppingCondition.MaxRuntimeInSeconds = 86_400; }), shows: monitor({ maxRunSeconds: 86_400 }) },
  { what: 'a schedule that seldom runs', change: on('AWS::SageMaker::MonitoringSchedule', /./, inside(/0 4 \? \* \* \*/g, '0 4 1 * ? *')), shows: monitor({ schedule: 'cron(0 4 1 * ? *)' }) },
  { what: 'a role that may read all', change: on('AWS::IAM::Policy', /DriftSageMakerRole/, inside(/"\/fraud\/train\/\*"/g, '"/*"')), shows: reads('') },
  { what: 'a role that may write all', change: on('AWS::IAM::Policy', /DriftSageMakerRole/, inside(/"\/drift\/ml-drift\/\*"/g, '"/*"')), shows: writes('') },
  { what: 'reports that a stranger reads', change: on('AWS::IAM::Policy', /./, inside(/"Roles":\["reader"\]/g, '"Roles":["stranger"]')), shows: (facts) => has(onlyMonitor(facts).readers, 'stranger') },
  { what: 'an alarm that comes late', change: on('AWS::CloudWatch::Alarm', /DataDrift/, ({ Properties }) => { Properties.Threshold = 5; }), shows: noSignal('data-drift') },
  { what: 'an alarm that calls nobody', change: on('AWS::CloudWatch::Alarm', /NotRun/, ({ Properties }) => { Properties.AlarmActions = []; }), shows: ({ alarms }) => expect(alarms.filter(({ routed }) => !routed)).toHaveLength(1) },
  { what: 'alarms that start nothing', change: on('AWS::Events::Rule', /RetrainingFound/, ({ Properties }) => { Properties.Targets = []; }), shows: noRetraining },
  { what: 'a baseline that nobody renews', change: on('AWS::Events::Rule', /Approved/, ({ Properties }) => { Properties.EventPattern.detail.ModelApprovalStatus = ['Rejected']; }), shows: monitor({ renewed: false }) },
  { what: 'an endpoint that keeps nothing', change: on('AWS::SageMaker::EndpointConfig', /./, ({ Properties }) => delete Properties.DataCaptureConfig), shows: nothingWatched },
  { what: 'an endpoint that keeps few requests', change: on('AWS::SageMaker::EndpointConfig', /./, ({ Properties }) => { Properties.DataCaptureConfig.InitialSamplingPercentage = 5; }), shows: capture(5) },
  { what: 'a page without a word of the model', change: on('AWS::CloudWatch::Dashboard', /Drift/, inside(/### Model in production/g, '')), shows: ({ graphs }) => expect(graphs.join('\n')).not.toMatch(/in production/i) },
];

const JOB = /Drift.*Jobs_data-quality/;
const asText = (found: string, other: string) => (resource: Json) => {
  resource.desired_state = (resource.desired_state as string).replace(found, other);
};

const TFAWS: Break[] = [
  ...MACHINES,
  { what: 'results without the key', change: on('aws_cloudcontrolapi_resource', JOB, desired('KmsKeyId')), shows: monitor({ encrypted: false }) },
  { what: 'disks without the key', change: on('aws_cloudcontrolapi_resource', JOB, desired('VolumeKmsKeyId')), shows: monitor({ encrypted: false }) },
  { what: 'a store without the key', change: on('aws_s3_bucket_server_side_encryption_configuration', /Artifacts/, ({ rule }) => { rule[0].apply_server_side_encryption_by_default.sse_algorithm = 'AES256'; }), shows: monitor({ encrypted: false }) },
  { what: 'a store on the internet', change: on('aws_s3_bucket_public_access_block', /Artifacts/, (found) => { found.block_public_policy = false; }), shows: monitor({ private: false }) },
  { what: 'jobs outside of the network', change: on('aws_cloudcontrolapi_resource', JOB, desired('VpcConfig')), shows: monitor({ private: false }) },
  { what: 'jobs that talk in the clear', change: on('aws_cloudcontrolapi_resource', JOB, asText('"EnableInterContainerTrafficEncryption":true', '"EnableInterContainerTrafficEncryption":false')), shows: monitor({ private: false }) },
  { what: 'one of the jobs outside of the network', change: on('aws_cloudcontrolapi_resource', /Drift.*Jobs_attribution/, desired('NetworkConfig')), shows: monitor({ private: false }) },
  { what: 'one of the jobs without the key', change: on('aws_cloudcontrolapi_resource', /Drift.*Jobs_bias/, desired('KmsKeyId')), shows: monitor({ encrypted: false }) },
  { what: 'one of the jobs without a limit of time', change: on('aws_cloudcontrolapi_resource', /Drift.*Jobs_model-quality/, desired('StoppingCondition')), shows: unlimited },
  { what: 'jobs in a subnet with addresses of the internet', change: on('aws_subnet', /Private1/, (found) => { found.map_public_ip_on_launch = true; }), shows: monitor({ private: false }) },
  { what: 'jobs without a limit of time', change: on('aws_cloudcontrolapi_resource', JOB, desired('StoppingCondition')), shows: unlimited },
  { what: 'jobs with a longer limit', change: on('aws_cloudcontrolapi_resource', JOB, asText('7200', '86400')), shows: monitor({ maxRunSeconds: 86_400 }) },
  { what: 'a schedule that seldom runs', change: on('aws_cloudcontrolapi_resource', /Drift.*Schedule/, asText('0 4 ? * * *', '0 4 1 * ? *')), shows: monitor({ schedule: 'cron(0 4 1 * ? *)' }) },
  { what: 'a role that may read all', change: on('aws_iam_role_policy', /Artifacts_Grant-read/, (found) => { found.policy = (found.policy as string).replace('/fraud/train/*', '/*'); }), shows: reads('') },
  { what: 'a role that may write all', change: on('aws_iam_role_policy', /Artifacts_Grant-write/, (found) => { found.policy = (found.policy as string).replace('/drift/ml-drift/*"]', '/*"]'); }), shows: writes('') },
  { what: 'reports that a stranger reads', change: on('aws_iam_role_policy', /Artifacts_Grant-read/, (found) => { found.role = found.role === 'reader' ? 'stranger' : found.role; }), shows: (facts) => has(onlyMonitor(facts).readers, 'stranger') },
  { what: 'an alarm that comes late', change: on('aws_cloudwatch_metric_alarm', /Drift.*DataDrift/, (found) => { found.threshold = 5; }), shows: noSignal('data-drift') },
  { what: 'alarms that start nothing', change: on('aws_cloudwatch_event_target', /Drift.*Starters_Drift/, (found) => { found.arn = 'arn:aws:sqs:eu-north-1:123456789012:nothing'; }), shows: noRetraining },
  { what: 'a baseline that nobody renews', change: on('aws_cloudwatch_event_rule', /Approved/, (found) => { found.event_pattern = (found.event_pattern as string).replace('Approved"]', 'Rejected"]'); }), shows: monitor({ renewed: false }) },
  { what: 'an endpoint that keeps nothing', change: on('aws_cloudcontrolapi_resource', /Fraud/, desired('DataCaptureConfig')), shows: nothingWatched },
  { what: 'an endpoint that keeps few requests', change: on('aws_cloudcontrolapi_resource', /Fraud/, asText('"InitialSamplingPercentage":100', '"InitialSamplingPercentage":5')), shows: capture(5) },
  { what: 'a machine without tags', change: on('aws_sfn_state_machine', /Drift/, (found) => delete found.tags), shows: untagged('aws_sfn_state_machine') },
];

/** Of Evidently in any cluster. */
const CLUSTER: Break[] = [
  { what: 'runs without a limit of time', change: rewritten('activeDeadlineSeconds', '7200', '7200', 'noDeadlineSeconds'), shows: unlimited },
  { what: 'runs with a longer limit', change: rewritten('activeDeadlineSeconds', '7200', '86400'), shows: monitor({ maxRunSeconds: 86_400 }) },
  { what: 'no policy of the network', change: instead('kind', 'NetworkPolicy', 'NoPolicy'), shows: monitor({ private: false }) },
  { what: 'runs that may go anywhere', change: (text) => text.replace(/(\\*")policyTypes\1:\[\1Ingress\1,\1Egress\1\]/g, (_, quote: string) => `${quote}policyTypes${quote}:[${quote}Ingress${quote}]`), shows: monitor({ private: false }) },
  { what: 'a policy for other pods', change: rewritten('podSelector', '\\{(\\\\*")matchLabels\\2:\\{\\2ml-platform/drift-monitor\\2:', '{"matchLabels":{"ml-platform/other":'), shows: monitor({ private: false }) },
  { what: 'a way in from outside', change: instead('kind', 'PodMonitor', 'Ingress'), shows: monitor({ private: false }) },
  { what: 'runs in the network of their node', change: rewritten('enableServiceLinks', 'false', 'true', 'hostNetwork'), shows: monitor({ private: false }) },
  { what: 'a threshold that was raised', change: rewritten('country', '0\\.3', '0.9'), shows: thresholds({ 'data-drift/country': 0.9 }) },
  { what: 'a limit of data quality that was raised', change: rewritten('missingPercent', '2', '50'), shows: thresholds({ 'data-quality/amount/missing': 50 }) },
  { what: 'a threshold of quality that was lowered', change: rewritten('value', '0\\.8,(\\\\*")bound', '0.1,"bound'), shows: thresholds({ 'model-quality/f1': 0.1 }) },
  { what: 'a difference between groups that nobody minds', change: rewritten('value', '0\\.1\\}', '0.9}'), shows: thresholds({ 'bias/sex/demographic-parity-difference': 0.9 }) },
  { what: 'a threshold of attribution that was lowered', change: rewritten('threshold', '0\\.85', '0.1'), shows: thresholds({ 'attribution-drift': 0.1 }) },
  { what: 'a signal that nobody measures', change: rewritten('measured', '\\[(\\\\*")data-quality\\2,', '[', 'measured'), shows: noSignal('data-quality') },
  { what: 'a schedule that seldom runs', change: instead('schedule', '0 4 \\* \\* \\*', '0 4 1 * *'), shows: monitor({ schedule: '0 4 1 * *' }) },
  { what: 'a guard without a cool-down', change: rewritten('coolDownSeconds', '604800', '0'), shows: retraining({ coolDownSeconds: 0 }) },
  { what: 'a guard that starts many a day', change: rewritten('maxRunsPerDay', '2', '200'), shows: retraining({ maxRunsPerDay: 200 }) },
  { what: 'an endpoint that keeps few requests', change: (text) => text.replaceAll('math.random() * 100 < 100', 'math.random() * 100 < 5'), shows: capture(5) },
  { what: 'nobody who keeps requests', change: (text) => text.replaceAll('ml-platform/captures', 'ml-platform/others'), shows: capture(undefined) },
  { what: 'runs that may read secrets', change: rewritten('resources', '\\[(\\\\*")configmaps\\2\\]', '["secrets"]'), shows: inCluster('get secrets') },
  { what: 'runs that may change any ConfigMap', change: (text) => text.replace(/(\\*")resourceNames\1/g, (_, quote: string) => `${quote}otherNames${quote}`), shows: (facts) => expect(onlyMonitor(facts).clusterRights).toContain('patch configmaps') },
  { what: 'runs that have rights everywhere', change: instead('kind', 'Role', 'ClusterRole'), shows: inCluster('everywhere: create') },
];

/** Beside what is the same in each cluster: what its cloud has of it. */
const EVIDENTLY: Record<string, Break[]> = {
  awscdk: [
    { what: 'a store without the key', change: on('AWS::S3::Bucket', /Artifacts/, ({ Properties }) => delete Properties.BucketEncryption), shows: monitor({ encrypted: false }) },
    { what: 'a store on the internet', change: on('AWS::S3::Bucket', /Artifacts/, ({ Properties }) => { Properties.PublicAccessBlockConfiguration.BlockPublicPolicy = false; }), shows: monitor({ private: false }) },
    { what: 'a role that may read all', change: on('AWS::IAM::Policy', /mldriftRole/, inside(/"\/fraud\/train\/\*"/g, '"/*"')), shows: reads('') },
    { what: 'an alarm that comes late', change: on('AWS::CloudWatch::Alarm', /DriftClusterDataDrift/, ({ Properties }) => { Properties.Threshold = 5; }), shows: noSignal('data-drift') },
  ],
  tfaws: [
    { what: 'a store without the key', change: on('aws_s3_bucket_server_side_encryption_configuration', /Artifacts/, ({ rule }) => { rule[0].apply_server_side_encryption_by_default.sse_algorithm = 'AES256'; }), shows: monitor({ encrypted: false }) },
    { what: 'a role that may read all', change: on('aws_iam_role_policy', /Artifacts_Grant-read/, (found) => { found.policy = (found.policy as string).replace('/fraud/train/*', '/*'); }), shows: reads('') },
    { what: 'an alarm that comes late', change: on('aws_cloudwatch_metric_alarm', /Drift_Cluster_DataDrift/, (found) => { found.threshold = 5; }), shows: noSignal('data-drift') },
  ],
  tfgcp: [
    { what: 'a store without the key', change: on('google_storage_bucket', /Artifacts/, (found) => delete found.encryption), shows: monitor({ encrypted: false }) },
    { what: 'disks of nodes without the key', change: on('google_container_node_pool', /./, ({ node_config }) => delete node_config.boot_disk_kms_key), shows: monitor({ encrypted: false }) },
    { what: 'an account that may read all', change: on('google_storage_bucket_iam_member', /Drift.*fraud-train/, (found) => delete found.condition), shows: reads('') },
    { what: 'reports that everybody reads', change: on('google_storage_bucket_iam_member', /Drift.*reader/, (found) => { found.member = 'allUsers'; }), shows: monitor({ private: false, readers: expect.arrayContaining(['allUsers']) as unknown as string[] }) },
    { what: 'an alarm that comes late', change: on('google_monitoring_alert_policy', /Drift_Cluster_DataDrift/, inside(/\) > 0/g, ') > 5')), shows: noSignal('data-drift') },
    { what: 'an alarm that goes off always', change: on('google_monitoring_alert_policy', /Drift_Cluster_DataDrift/, inside(/vector\(0\)\) > 0/g, 'vector(0) > 0)')), shows: noSignal('data-drift') },
  ],
  tfazure: [
    { what: 'a store without the key', change: on('azurerm_storage_account', /Artifacts/, (found) => delete found.customer_managed_key), shows: monitor({ encrypted: false }) },
    { what: 'a store on the internet', change: on('azurerm_storage_account', /Artifacts/, ({ network_rules }) => { network_rules.default_action = 'Allow'; }), shows: (facts) => { monitor({ private: false })(facts); open('azurerm_storage_account')(facts); } },
    { what: 'an identity that may read all', change: on('azurerm_role_assignment', /Artifacts_Read/, (found) => delete found.condition), shows: reads('') },
    { what: 'an alarm that comes late', change: on('azurerm_monitor_alert_prometheus_rule_group', /Drift_Cluster_DataDrift/, inside(/ > 0"/g, ' > 5"')), shows: noSignal('data-drift') },
  ],
  tfk8s: [
    { what: 'a baseline that nobody renews', change: rewritten('registry', '\\{(\\\\*")url', '{"url', 'nothing'), shows: monitor({ renewed: false }) },
    { what: 'an alarm that comes late', change: on('helm_release', /Drift_Cluster_DataDrift/, inside(/\)\) > 0/g, ')) > 5')), shows: noSignal('data-drift') },
  ],
};

/** Of monitors by the clouds' own services. */
const MANAGED: Record<string, Break[]> = { awscdk: AWSCDK, tfaws: TFAWS, tfgcp: TFGCP, tfazure: TFAZURE };

/** What is tried on a monitor of a target. */
export const driftBreaksOf = (target: string, kind: DriftMonitorFacts['kind']): Break[] => (kind === 'managed' ? MANAGED[target] ?? [] : [...CLUSTER, ...(EVIDENTLY[target] ?? [])]);
