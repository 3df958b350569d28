import { Persona, Severity } from '../../../src/core';
import { MlPlatform } from '../../../src/tfgcp';
import { synthApp } from '../../support/terraform';
import { ATTRIBUTES, stackIn, stage, synth } from '../platforms';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test('the outputs of a platform are what fromAttributes takes', () => {
  expect(Object.keys(synth().outputs).sort()).toEqual(Object.keys(ATTRIBUTES).map((name) => `ml_${snake(name)}`).sort());
});

test('what is added to an imported platform has its key, labels and channels', () => {
  const { app } = stage();
  const team = stackIn(app, 'team');
  const platform = MlPlatform.fromAttributes(team, 'Ml', ATTRIBUTES);
  platform.addArtifactStore('Reports');
  platform.addAlarm('Full', { metric: platform.artifacts.metrics.storedBytes(), threshold: 1, severity: Severity.CRITICAL, description: 'full' });
  const stack = synthApp(app).stack('team');
  expect(stack.resource('google_storage_bucket')).toMatchObject({
    project: 'acme-ml', encryption: { default_kms_key_name: ATTRIBUTES.encryptionKeyId }, labels: ATTRIBUTES.tags, public_access_prevention: 'enforced',
  });
  expect(stack.resource('google_monitoring_alert_policy', 'Full/Resource').notification_channels).toEqual(ATTRIBUTES.criticalChannelIds);
  expect(stack.providers('google')).toHaveLength(1);
});

test('an imported platform knows its images, its roles and its bucket', () => {
  const { app } = stage();
  const platform = MlPlatform.fromAttributes(stackIn(app, 'team'), 'Ml', ATTRIBUTES);
  expect(platform.registry.imageUri('training', '1')).toBe('europe-west4-docker.pkg.dev/acme-ml/acme-ml-registry/training:1');
  expect(platform.personaRole(Persona.DATA_SCIENTIST)).toBe('projects/acme-ml/roles/acme_ml_data_scientist');
  expect(platform.artifacts.path('fraud/1').uri).toBe('gs://acme-ml-artifacts-123456/fraud/1');
});

test('a store in another stack of the same app follows the platform by reference', () => {
  const { app, platform } = stage();
  const team = stackIn(app, 'team');
  platform.artifacts.grantRead({ identitySystem: 'gcp', identityName: 'group:ml@acme.io' });
  MlPlatform.fromAttributes(team, 'Ml', { ...ATTRIBUTES, encryptionKeyId: platform.encryptionKey.keyId }).addArtifactStore('Reports');
  const stack = synthApp(app).stack('team');
  expect(stack.dependencies).toEqual(['ml']);
  expect(stack.resource('google_storage_bucket').encryption.default_kms_key_name).toMatch(/^\$\{data\.terraform_remote_state\./);
});
