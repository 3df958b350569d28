import { AlertChannel, Budget, Duration, Egress, Profile, Retention, Severity } from '../../src/core';
import { Identity, MlPlatform, MlPlatformProps } from '../../src/tfaws';
import { expectPassed, synthApp, terraformMockedApply, terraformValidate } from '../support/terraform';
import { EXISTING_KEY, EXISTING_NETWORK, newApp, stackIn, stage } from './platforms';

const EVERYTHING: Partial<MlPlatformProps> = {
  profile: Profile.development(),
  alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL), AlertChannel.existing('arn:aws:sns:eu-west-1:123456789012:ops')],
  budget: Budget.monthly(20_000),
  tags: { team: 'ml' },
  zones: ['eu-west-1a', 'eu-west-1b'],
  guardrails: { permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary' },
  artifacts: { replicaRegion: 'eu-central-1', retention: Retention.locked(Duration.days(400)) },
  registry: { keepLast: 5, scanOnPush: false, immutableTags: false },
  network: { egress: Egress.mirrored('registry.acme.internal') },
  personas: {
    dataScientists: [Identity.role('arn:aws:iam::123456789012:role/science')],
    mlEngineers: [Identity.user('arn:aws:iam::123456789012:user/ada')],
    reviewers: [Identity.accountRoot('210987654321')],
    ci: [Identity.oidc('arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com', 'sts.amazonaws.com', 'repo:acme/ml:*')],
  },
};

const SITUATIONS: ReadonlyArray<readonly [string, Partial<MlPlatformProps>]> = [
  ['default props', {}],
  ['everything on', EVERYTHING],
  ['no account given', { accountId: undefined }],
  ['existing things', {
    existingNetwork: EXISTING_NETWORK,
    existingEncryptionKey: { keyArn: EXISTING_KEY },
    existingArtifacts: { bucketName: 'acme-models' },
    existingRegistry: { namespace: 'images', accountId: '210987654321' },
  }],
];

test.each(SITUATIONS)('the real plugin takes a platform with %s', (_, props) => {
  expectPassed(terraformValidate(stage(props).synth()));
}, 120_000);

test.each(SITUATIONS.slice(1))('a platform with %s applies against mocks', (_, props) => {
  expectPassed(terraformMockedApply(stage(props).synth(), { expect: ['output.ml_training_role_arn != ""'] }));
}, 120_000);

test('what is added to an imported platform is taken too', () => {
  const app = newApp();
  const team = stackIn(app, 'team');
  const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:123456789012:${name}`;
  const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
  const platform = MlPlatform.fromAttributes(team, 'Ml', {
    platformName: 'acme-ml',
    region: 'eu-west-1',
    accountId: '123456789012',
    networkId: 'vpc-1',
    privateSubnetIds: ['subnet-1'],
    jobSecurityGroupId: 'sg-1',
    encryptionKeyArn: EXISTING_KEY,
    artifactsBucketName: 'acme-ml-artifacts',
    registryNamespace: 'acme-ml',
    repositories: ['training', 'serving'],
    personaRoleArns: {},
    trainingRoleArn: role('training'),
    servingRoleArn: role('serving'),
    pipelineRoleArn: role('pipeline'),
    criticalTopicArns: [arn('sns', 'c')],
    warningTopicArns: [arn('sns', 'w')],
    infoTopicArns: [arn('sns', 'i')],
    tags: { platform: 'acme-ml' },
  });
  const reports = platform.addArtifactStore('Reports', { replicaRegion: 'eu-central-1' });
  reports.grantWrite(Identity.role(platform.servingRoleArn));
  platform.addContainerRegistry('Partners').grantPull(Identity.role(platform.trainingRoleArn));
  platform.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 1e12, description: 'full' });
  expectPassed(terraformValidate(synthApp(app).stack('team')));
}, 120_000);
