import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnResource, Stack, TagManager } from 'aws-cdk-lib/core';
import { Identity, MlPlatform, MlPlatformProps as AwsProps } from '../../../src/awscdk';
import { TARGET } from '../../../src/awscdk/support';
import { MlPlatformProps, Persona, Severity, StorageTier } from '../../../src/core';
import { Json, list, readApp, SynthesizedApp, synthesize, TemplateResource, testApp, text } from '../../support/cloudformation';
import { AlarmFacts, Built, Facts, NetworkFacts, PersonaFacts, RegistryFacts, StoreFacts, Subject, SubjectOptions } from '../facts';
import { clusters, software } from './awscdk-clusters';
import { driftMonitors } from './awscdk-drift';
import { endpoints } from './awscdk-endpoints';
import { featureGroups } from './awscdk-features';
import { jobs } from './awscdk-jobs';
import { modelRegistries } from './awscdk-models';
import { runsOf } from './cluster-jobs';
import { twinsOf } from './twins';

/** One that has H100. */
const REGION = 'eu-north-1';
const OTHER_REGION = 'eu-central-1';
const ACCOUNT = '123456789012';
const keyArn = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export const subject: Subject = {
  target: TARGET,
  region: REGION,
  otherRegion: OTHER_REGION,
  reservation: 'cr-0123456789abcdef0',
  jobReservation: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-plan/gpus`,
  secret: () => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:hugging-face-AbCdEf`,
  otherKubernetesVersion: '1.34',
  oldKubernetesVersion: '1.33',
  deployedByRunner: false,
  identity: (name) => Identity.role(`arn:aws:iam::${ACCOUNT}:role/${name}`),
  otherPlace: '444455556666',
  platform: (props, extra) => build(props ?? {}, extra ?? {}),
  read: (directory) => facts(readApp(directory), []),
};

function build(props: MlPlatformProps, extra: SubjectOptions): Built {
  const app = testApp();
  const env = { region: extra.region ?? REGION, account: ACCOUNT };
  const stack = new Stack(app, 'Acme', { env });
  const otherStack = new Stack(app, 'Other', { env });
  const platform = new MlPlatform(stack, 'Ml', { ...props, kubectlLayer: layer(otherStack), ...existing(new Stack(app, 'Existing', { env }), extra) });
  return { platform, stack, otherStack, synth: () => facts(synthesize(app), app.node.findAll().filter(CfnResource.isCfnResource)) };
}

/** Of no package, as the tests install none: one that was published before. */
function layer(stack: Stack): LayerVersion {
  return LayerVersion.fromLayerVersionArn(stack, 'Kubectl', `arn:aws:lambda:${REGION}:${ACCOUNT}:layer:kubectl:1`) as LayerVersion;
}

function existing(stack: Stack, { existing: things = [], networkWithoutPrivateSubnets, keyOfOtherRegion }: SubjectOptions): AwsProps {
  const vpc = { vpcId: 'vpc-0a1b2c3d', availabilityZones: ['eu-north-1a', 'eu-north-1b'] };
  const subnetIds = ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'];
  return {
    ...(things.includes('network') && { existingNetwork: Vpc.fromVpcAttributes(stack, 'Vpc', { ...vpc, privateSubnetIds: subnetIds }) }),
    ...(networkWithoutPrivateSubnets && { existingNetwork: Vpc.fromVpcAttributes(stack, 'Public', { ...vpc, publicSubnetIds: subnetIds }) }),
    ...(things.includes('key') && { existingEncryptionKey: Key.fromKeyArn(stack, 'Key', keyArn(REGION)) }),
    ...(keyOfOtherRegion && { existingEncryptionKey: Key.fromKeyArn(stack, 'FarKey', keyArn(OTHER_REGION)) }),
    ...(things.includes('artifacts') && { existingArtifacts: Bucket.fromBucketName(stack, 'Bucket', 'acme-data-lake') }),
    ...(things.includes('registry') && { existingRegistry: [Repository.fromRepositoryName(stack, 'Repository', 'team/training')] }),
  };
}

/** `nodes` are the constructs behind the resources, which alone know whether one can carry tags; none are known of an app that was only read. */
function facts(app: SynthesizedApp, nodes: CfnResource[]): Facts {
  const known = { software: software(app), stores: stores(app), endpoints: endpoints(app, software(app)), clusters: clusters(app) };
  return {
    ...known,
    registries: app.of('AWS::ECR::Repository').map(registry),
    network: network(app),
    keys: app.of('AWS::KMS::Key').map(({ properties, deletionPolicy }) => ({ rotated: properties.EnableKeyRotation === true, protected: deletionPolicy === 'Retain' })),
    logs: app.of('AWS::Logs::LogGroup').map(({ properties }) => ({
      name: text(properties.LogGroupName), retentionDays: properties.RetentionInDays, encrypted: properties.KmsKeyId !== undefined,
    })),
    alarms: alarms(app),
    told: told(app),
    budget: budget(app),
    personas: personas(app),
    graphs: app.of('AWS::CloudWatch::Dashboard').flatMap(({ properties }) => {
      return [...text(properties.DashboardBody).matchAll(/"(?:title":"|markdown":"### )([^"\\]+)/g)].map(([, title]) => title!);
    }),
    untagged: nodes.filter(lacksTags(app)).map((node) => node.node.path),
    wildcards: wildcards(app),
    publicEndpoints: publicEndpoints(app),
    ids: app.resources.map(({ stack, id }) => `${stack}/${id}`).sort(),
    twins: twinsOf(app),
    outputs: [...app.outputs],
    jobs: jobs(app, known.software),
    modelRegistries: modelRegistries(app),
    featureGroups: featureGroups(app, known.software, known.stores),
    driftMonitors: driftMonitors(app, known),
    runs: [...runsOf(known.software), ...app.resources.filter(({ type, properties }) => isRun(type, properties)).map(({ id }) => id)],
    secrets: app.text.match(/AKIA[0-9A-Z]{16}|-----BEGIN|"[^"]*(?:password|secret)[^"]*":\s*"[^"]+"/gi) ?? [],
  };
}

function stores(app: SynthesizedApp): StoreFacts[] {
  const buckets = app.of('AWS::S3::Bucket');
  const isAudit = (bucket: TemplateResource) => app.of('AWS::CloudTrail::Trail').some((trail) => app.named(trail, trail.properties.S3BucketName) === bucket);
  const copyOf = ({ properties }: TemplateResource) => text(properties.ReplicationConfiguration?.Rules[0].Destination.Bucket ?? '').split(':').pop();
  const isCopy = (bucket: TemplateResource) => buckets.some((source) => copyOf(source) === bucket.properties.BucketName);
  const own = buckets.filter((bucket) => !isAudit(bucket) && !isCopy(bucket));
  return own.map((bucket) => store(app, bucket, buckets.find((copy) => copy.properties.BucketName === copyOf(bucket))));
}

const TIERS: Record<string, StorageTier> = { STANDARD_IA: StorageTier.INFREQUENT, GLACIER_IR: StorageTier.COLD, DEEP_ARCHIVE: StorageTier.ARCHIVE };

function store(app: SynthesizedApp, bucket: TemplateResource, copy: TemplateResource | undefined): StoreFacts {
  const { properties, deletionPolicy } = bucket;
  const rules: Json[] = properties.LifecycleConfiguration?.Rules ?? [];
  const sse = properties.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault;
  const region = copy && /-(\w+-\w+-\d)$/.exec(copy.properties.BucketName)?.[1];
  return {
    name: text(properties.BucketName),
    encrypted: sse?.SSEAlgorithm === 'aws:kms' && sse.KMSMasterKeyID !== undefined,
    public: Object.values(properties.PublicAccessBlockConfiguration ?? {}).filter((blocked) => blocked === true).length !== 4,
    tlsOnly: app.of('AWS::S3::BucketPolicy').some((policy) => app.named(policy, policy.properties.Bucket) === bucket && deniesPlainHttp(policy)),
    versioned: properties.VersioningConfiguration?.Status === 'Enabled',
    protected: deletionPolicy === 'Retain',
    transitions: rules.flatMap(({ Prefix = '', Transitions = [] }) =>
      Transitions.map(({ StorageClass, TransitionInDays }: Json) => ({ prefix: Prefix, tier: TIERS[StorageClass], days: TransitionInDays }))),
    expiry: rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined).map(({ Prefix = '', ExpirationInDays }) => ({ prefix: Prefix, days: ExpirationInDays })),
    lockedDays: properties.ObjectLockConfiguration?.Rule.DefaultRetention.Days,
    replicaRegion: region,
  };
}

function deniesPlainHttp({ properties }: TemplateResource): boolean {
  return properties.PolicyDocument.Statement.some(({ Effect, Condition }: Json) => Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false');
}

function registry({ properties }: TemplateResource): RegistryFacts {
  const lifecycle = properties.LifecyclePolicy?.LifecyclePolicyText;
  return {
    name: properties.RepositoryName,
    encrypted: properties.EncryptionConfiguration?.EncryptionType === 'KMS' && properties.EncryptionConfiguration.KmsKey !== undefined,
    public: list<Json>(properties.RepositoryPolicyText?.Statement).some(({ Effect, Principal }) => Effect === 'Allow' && isEverybody(Principal)),
    immutableTags: properties.ImageTagMutability === 'IMMUTABLE',
    scanOnPush: properties.ImageScanningConfiguration?.ScanOnPush === true,
    keepLast: lifecycle && JSON.parse(lifecycle).rules[0].selection.countNumber,
  };
}

function network(app: SynthesizedApp): NetworkFacts | undefined {
  const [vpc] = app.of('AWS::EC2::VPC');
  if (!vpc) return undefined;
  const leadsToInternet = (table: Json) => app.of('AWS::EC2::Route').some(({ properties }) => properties.GatewayId && properties.RouteTableId.Ref === table.Ref);
  const isPrivate = (subnet: TemplateResource) => app.of('AWS::EC2::SubnetRouteTableAssociation')
    .filter(({ properties }) => properties.SubnetId.Ref === subnet.id).every(({ properties }) => !leadsToInternet(properties.RouteTableId));
  return {
    privateSubnets: app.of('AWS::EC2::Subnet').filter(isPrivate).length,
    reachesInternet: app.of('AWS::EC2::Route').some(({ properties }) => properties.NatGatewayId !== undefined),
    ranges: [vpc.properties.CidrBlock],
    endpoints: app.of('AWS::EC2::VPCEndpoint').map(({ properties }) => text(properties.ServiceName)),
    flowLogs: app.of('AWS::EC2::FlowLog').some((log) => app.named(log, log.properties.ResourceId) === vpc),
    keepsNames: app.of('AWS::EC2::VPCEndpoint').some(({ properties }) => properties.PrivateDnsEnabled === true),
  };
}

const KINDS = [
  'storage-growth', 'denied-access', 'nodes-not-ready', 'gpu-idle', 'gpus-pending', 'quota-near', 'run-failed', 'failing', 'slow', 'busy', 'absent', 'stale', 'late', 'dead-letters', 'dropped',
];

function alarms(app: SynthesizedApp): AlarmFacts[] {
  const severityOf = (by: TemplateResource, targets: Json[]) =>
    Object.values(Severity).find((severity) => targets.some((target) => app.named(by, target)?.properties.TopicName?.endsWith(`-${severity}`)));
  // The rules that tell people; those of jobs start a run, or count.
  const topicsOf = (rule: TemplateResource) => list<Json>(rule.properties.Targets).map(({ Arn }) => Arn).filter((arn) => app.named(rule, arn)?.type === 'AWS::SNS::Topic');
  const fact = (kind: string, by: TemplateResource, targets: Json[]): AlarmFacts => {
    const severity = severityOf(by, targets);
    return { kind, severity: severity ?? Severity.INFO, routed: severity !== undefined };
  };
  return [
    ...app.of('AWS::CloudWatch::Alarm').map((alarm) => fact(KINDS.find((kind) => alarm.properties.AlarmName.endsWith(kind)) ?? 'custom', alarm, alarm.properties.AlarmActions ?? [])),
    ...app.of('AWS::Events::Rule').filter((rule) => topicsOf(rule).length > 0).map((rule) => fact(ofModels(rule) ? 'model-changed' : 'failed-deploys', rule, topicsOf(rule))),
    ...app.of('AWS::Budgets::Budget').flatMap((found) => found.properties.NotificationsWithSubscribers.map(({ Subscribers }: Json) => fact('spend', found, Subscribers.map(({ Address }: Json) => Address)))),
  ];
}

const ofModels = ({ properties }: TemplateResource) => JSON.stringify(properties.EventPattern ?? {}).includes('Model Package State Change');

function told(app: SynthesizedApp): Record<Severity, string[]> {
  const of = (severity: Severity) => app.of('AWS::SNS::Subscription')
    .filter((subscription) => app.named(subscription, subscription.properties.TopicArn)?.properties.TopicName.endsWith(`-${severity}`))
    .map(({ properties }) => properties.Endpoint);
  return { [Severity.CRITICAL]: of(Severity.CRITICAL), [Severity.WARNING]: of(Severity.WARNING), [Severity.INFO]: of(Severity.INFO) };
}

function budget(app: SynthesizedApp): Facts['budget'] {
  const [found] = app.of('AWS::Budgets::Budget');
  return found && {
    amount: found.properties.Budget.BudgetLimit.Amount,
    alertAtPercent: found.properties.NotificationsWithSubscribers.map(({ Notification }: Json) => Notification.Threshold),
  };
}

function personas(app: SynthesizedApp): PersonaFacts[] {
  return Object.values(Persona).flatMap((persona) =>
    app.of('AWS::IAM::Role').filter(({ properties }) => properties.RoleName?.endsWith(`-${persona}`)).map((role) => {
      const policies = list<Json>(role.properties.ManagedPolicyArns).map((policy) => app.named(role, policy)!);
      const trusted = role.properties.AssumeRolePolicyDocument.Statement.filter(({ Effect }: Json) => Effect === 'Allow');
      return {
        persona,
        members: trusted.flatMap(({ Principal }: Json) => list(Principal.AWS).map(text)),
        allowed: [...new Set(policies.flatMap(({ properties }) => allows(properties.PolicyDocument).flatMap(({ Action }) => list<string>(Action))))],
        boundary: role.properties.PermissionsBoundary,
      };
    }));
}

function lacksTags(app: SynthesizedApp): (node: CfnResource) => boolean {
  return (node) => {
    const tags = TagManager.of(node);
    if (!tags) return false;
    const { properties } = app.resources.find(({ stack, id }) => stack === node.stack.stackName && id === node.stack.resolve(node.logicalId))!;
    const given = properties[tags.tagPropertyName.charAt(0).toUpperCase() + tags.tagPropertyName.slice(1)] ?? [];
    const keys = Array.isArray(given) ? given.map(({ Key: name }: Json) => name) : Object.keys(given);
    return ['platform', 'environment', 'managed-by'].some((name) => !keys.includes(name));
  };
}

const IDENTITY_POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];
const RESOURCE_POLICIES: Record<string, string> = {
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::ECR::Repository': 'RepositoryPolicyText',
  'AWS::Kinesis::ResourcePolicy': 'ResourcePolicy',
};

/** In the policy of a resource, `*` among the resources is that resource; its principals are looked at instead. */
function wildcards(app: SynthesizedApp): string[] {
  const policies = app.resources.flatMap((resource) => {
    const inline = list<Json>(resource.properties.Policies).map(({ PolicyDocument }) => PolicyDocument);
    if (resource.type === 'AWS::IAM::Role') return inline.map((document) => ({ resource, document, ofIdentity: true }));
    const property = IDENTITY_POLICIES.includes(resource.type) ? 'PolicyDocument' : RESOURCE_POLICIES[resource.type];
    const document = property && resource.properties[property];
    return document ? [{ resource, document, ofIdentity: IDENTITY_POLICIES.includes(resource.type) }] : [];
  });
  return policies.flatMap(({ resource, document, ofIdentity }) => allows(document).flatMap((statement) => [
    ...list<string>(statement.Action).filter((action) => action.includes('*')).map((action) => `${resource.id}: ${action}`),
    ...(ofIdentity && list(statement.Resource).includes('*') && !statement.Condition ? [`${resource.id}: ${list(statement.Action)} on *`] : []),
    ...(!ofIdentity && isEverybody(statement.Principal) && !statement.Condition ? [`${resource.id}: everybody`] : []),
  ]));
}

function allows(document: Json): Json[] {
  return list<Json>(document.Statement).filter(({ Effect }) => Effect === 'Allow');
}

function isEverybody(principal: Json): boolean {
  return principal === '*' || list(principal?.AWS).includes('*');
}

function publicEndpoints(app: SynthesizedApp): string[] {
  const open = ({ CidrIp, CidrIpv6 }: Json) => CidrIp === '0.0.0.0/0' || CidrIpv6 === '::/0';
  return app.resources.filter(({ type, properties }) =>
    (type === 'AWS::EC2::SecurityGroup' && list<Json>(properties.SecurityGroupIngress).some(open))
    || (type === 'AWS::EC2::SecurityGroupIngress' && open(properties))
    || (type === 'AWS::EC2::Subnet' && properties.MapPublicIpOnLaunch === true)
    || type === 'AWS::ECR::PublicRepository'
    || (type === 'AWS::Lambda::Url' && properties.AuthType !== 'AWS_IAM')
    || (type === 'AWS::Lambda::Permission' && properties.Principal === '*')
    || list<Json>(properties.ResourcePolicy?.PolicyDocument?.Statement).some(({ Principal }) => isEverybody(Principal))
    || type === 'AWS::ElasticLoadBalancingV2::LoadBalancer').map(({ id }) => id);
}

/** Neither a kind of CloudFormation nor a call of a custom resource. */
function isRun(type: string, properties: Json): boolean {
  return /::(?:TrainingJob|ProcessingJob)$/.test(type) || (/^Custom::/.test(type) && /createTrainingJob|submitJob|startExecution/i.test(JSON.stringify(properties)));
}
