import { AlertChannel, Budget, Duration, Egress, Profile, Retention, Severity } from '../../src/core';
import { Identity, MlPlatform, MlPlatformProps } from '../../src/tfgcp';
import { expectPassed, synthApp, terraformMockedApply, terraformValidate } from '../support/terraform';
import { stage, EXISTING_KEY, EXISTING_NETWORK, stackIn, mockedAccounts } from './platforms';

const EVERYTHING: Partial<MlPlatformProps> = {
  profile: Profile.development(),
  alerts: [AlertChannel.email('ml@acme.io'), AlertChannel.webhook('https://pager.acme.io/ml', Severity.CRITICAL), AlertChannel.existing('projects/acme/notificationChannels/1')],
  budget: Budget.monthly(20_000),
  billingAccount: '012345-6789AB-CDEF01',
  tags: { team: 'ml' },
  artifacts: { replicaRegion: 'europe-west1', retention: Retention.locked(Duration.days(400)) },
  registry: { keepLast: 5, scanOnPush: false, immutableTags: false },
  network: { egress: Egress.mirrored('registry.acme.internal') },
  personas: {
    dataScientists: [Identity.group('science@acme.io')],
    mlEngineers: [Identity.group('ml@acme.io'), Identity.user('ada@acme.io')],
    reviewers: [Identity.user('grace@acme.io')],
    ci: [Identity.principalSet('//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/ml')],
  },
};

const SITUATIONS: ReadonlyArray<readonly [string, Partial<MlPlatformProps>]> = [
  ['default props', {}],
  ['everything on', EVERYTHING],
  ['no project number and no way out', { projectNumber: undefined, network: { egress: Egress.none() }, guardrails: { centralDns: true } }],
  ['existing things', {
    existingNetwork: EXISTING_NETWORK,
    existingEncryptionKey: { keyId: EXISTING_KEY },
    existingArtifacts: { bucketName: 'acme-models' },
    existingRegistry: { project: 'acme-ml', location: 'europe', repositoryId: 'images' },
  }],
];

test.each(SITUATIONS)('the real plugin takes a platform with %s', (_, props) => {
  expectPassed(terraformValidate(stage(props).synth()));
}, 120_000);

test('a platform with everything on applies against mocks', () => {
  const stack = stage(EVERYTHING).synth();
  expectPassed(terraformMockedApply(stack, { overrides: mockedAccounts(stack), expect: ['output.ml_storage_agent != ""'] }));
}, 120_000);

test('what is added to a platform in a second stack is taken too', () => {
  const { app, platform } = stage({ profile: Profile.development() });
  const team = stackIn(app, 'team');
  const imported = MlPlatform.fromAttributes(team, 'Ml', {
    platformName: 'acme-ml',
    project: 'acme-ml',
    projectNumber: '123456789012',
    location: 'europe-west4',
    networkId: platform.network.networkId,
    privateSubnetIds: platform.network.privateSubnetIds,
    encryptionKeyId: platform.encryptionKey.keyId,
    artifactsBucketName: platform.artifacts.storeName,
    registryProject: 'acme-ml',
    registryLocation: 'europe-west4',
    registryRepositoryId: 'acme-ml-registry',
    repositories: ['training', 'serving'],
    storageAgent: platform.storageAgent,
    trainingAccount: platform.trainingAccount,
    servingAccount: platform.servingAccount,
    pipelineAccount: platform.pipelineAccount,
    criticalChannelIds: platform.alertChannelIds(Severity.CRITICAL),
    warningChannelIds: platform.alertChannelIds(Severity.WARNING),
    infoChannelIds: platform.alertChannelIds(Severity.INFO),
    tags: platform.tags,
  });
  const reports = imported.addArtifactStore('Reports', { replicaRegion: 'europe-west1' });
  reports.grantRead(Identity.serviceAccount(imported.servingAccount));
  imported.addContainerRegistry('Partners').grantPull(Identity.serviceAccount(imported.trainingAccount));
  imported.addAlarm('Full', { metric: reports.metrics.storedBytes(), threshold: 1e12, description: 'full' });
  expectPassed(terraformValidate(synthApp(app).stack('team')));
}, 120_000);
