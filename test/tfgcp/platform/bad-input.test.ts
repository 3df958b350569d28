import { App, TerraformStack, Testing, TerraformVariable } from 'cdktf';
import { AlertChannel, Budget, Duration, Errors, Persona, Retention } from '../../../src/core';
import { MlPlatform, MlPlatformProps } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { EXISTING_NETWORK, LEAST, stage } from '../platforms';

const refused = (props: Partial<MlPlatformProps>) => codesOf(() => stage(props));

test('everything that is wrong arrives at once, and nothing was made', () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, 'ml');
  const attempt = () => new MlPlatform(stack, 'Ml', {
    ...LEAST,
    project: 'Acme ML',
    location: 'europe-west44',
    platformName: 'Acme',
    budget: Budget.monthly(10),
    existingEncryptionKey: { keyId: 'projects/k/locations/us-east1/keyRings/r/cryptoKeys/k' },
    existingNetwork: { networkId: 'projects/n/global/networks/n', privateSubnetIds: [] },
  });
  expect(codesOf(attempt)).toEqual(expect.arrayContaining([
    'platform/name', 'platform/unknown-region', 'platform/project', 'platform/billing-account', 'network/no-private-subnets', 'encryption/key-region',
  ]));
  expect(stack.node.tryFindChild('Ml')).toBeUndefined();
});

test.each<[string, Partial<MlPlatformProps>, string]>([
  ['a project that is none', { project: 'ml' }, 'platform/project'],
  ['a number that is none', { projectNumber: 'acme-ml' }, 'platform/project-number'],
  ['a budget without a billing account', { budget: Budget.monthly(5) }, 'platform/billing-account'],
  ['a billing account that is none', { budget: Budget.monthly(5), billingAccount: 'acme' }, 'platform/billing-account'],
  ['a region that is none', { location: 'europe-west44' }, 'platform/unknown-region'],
  ['a platform that would give a bucket an illegal name', { platformName: 'google-ml' }, 'core/name-illegal'],
  ['a key of another region', { existingEncryptionKey: { keyId: 'projects/k/locations/global/keyRings/r/cryptoKeys/k' } }, 'encryption/key-region'],
  ['a key that is none', { existingEncryptionKey: { keyId: 'data' } }, 'encryption/key-name'],
  ['a network without a private subnet', { existingNetwork: { ...EXISTING_NETWORK, privateSubnetIds: [] } }, 'network/no-private-subnets'],
  ['a subnet of another region', { existingNetwork: { ...EXISTING_NETWORK, privateSubnetIds: ['projects/n/regions/us-east1/subnetworks/s'] } }, 'network/subnet-region'],
  ['a network to make and one that exists', { existingNetwork: EXISTING_NETWORK, network: {} }, 'network/both'],
  ['a bucket to make and one that exists', { existingArtifacts: { bucketName: 'b' }, artifacts: {} }, 'storage/both'],
  ['a repository to make and one that exists', { existingRegistry: { project: 'p', location: 'eu', repositoryId: 'r' }, registry: {} }, 'registry/both'],
  ['a copy in the same region', { artifacts: { replicaRegion: 'europe-west4' } }, 'storage/replica-region'],
  ['a copy in a region that is no partner', { artifacts: { replicaRegion: 'us-east1' } }, 'storage/replica-pair'],
  ['old versions of locked objects', { artifacts: { versioned: true, retention: Retention.locked(Duration.days(30)) } }, 'storage/versions-with-retention'],
  ['a number of zones', { network: { zones: 2 } }, 'network/zones'],
  ['a permissions boundary', { guardrails: { permissionsBoundary: 'arn:aws:iam::1:policy/x' } }, 'platform/permissions-boundary'],
])('%s is refused', (_, props, code) => {
  expect(refused(props)).toContain(code);
});

test('a budget with more channels than Cloud Billing calls is refused', () => {
  const alerts = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => AlertChannel.email(`${name}@acme.io`));
  expect(refused({ alerts, budget: Budget.monthly(5), billingAccount: '012345-6789AB-CDEF01' })).toEqual(['alerts/budget-channels', 'alerts/budget-channels']);
});

test('a project that is known only at deployment is refused, since names are made from it', () => {
  const stack = new TerraformStack(new App({ outdir: Testing.app().outdir }), 'ml');
  const project = new TerraformVariable(stack, 'project', {}).stringValue;
  expect(codesOf(() => new MlPlatform(stack, 'Ml', { ...LEAST, project }))).toEqual(['core/token-not-allowed']);
});

test('a region that is newer than the library can be acknowledged', () => {
  expect(refused({ location: 'europe-west44', acknowledge: ['platform/unknown-region'] })).toEqual([]);
});

test('the refusal of a copy names the partners of the region', () => {
  try {
    stage({ artifacts: { replicaRegion: 'europe-west2' } });
  } catch (error) {
    expect(Errors.isValidationError(error)).toBe(true);
    expect((error as Error).message).toContain('europe-north1');
    expect((error as Error).message).toContain('europe-west1');
  }
  expect.assertions(3);
});

test('a persona is known by its role', () => {
  expect(stage().platform.personaRole(Persona.CI)).toMatch(/TfToken/);
});
