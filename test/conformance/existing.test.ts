import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import * as awscdk from '../../src/awscdk';
import { IArtifactStore, IContainerRegistry, IMlPlatform } from '../../src/core';
import { TargetName } from '../../src/core/private';
import * as tfaws from '../../src/tfaws';
import * as tfazure from '../../src/tfazure';
import * as tfgcp from '../../src/tfgcp';
import * as tfk8s from '../../src/tfk8s';
import { codesOf } from '../support/refusals';
import { Subject } from './facts';
import { SUBJECTS } from './subjects';

interface Existing {
  store(scope: Construct, platform: IMlPlatform): IArtifactStore;
  registry(scope: Construct, platform: IMlPlatform): IContainerRegistry;
}

const AZURE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/shared/providers';

/** A store and a registry that exist beside the platform's own, as each target is told of them. */
const EXISTING: Record<TargetName, Existing> = {
  awscdk: {
    store: (scope, platform) => awscdk.ArtifactStore.fromExisting(scope, 'Lake', platform as awscdk.IMlPlatform, Bucket.fromBucketName(scope, 'Bucket', 'acme-lake')),
    registry: (scope, platform) => awscdk.ContainerRegistry.fromExisting(scope, 'Shared', platform as awscdk.IMlPlatform, [
      Repository.fromRepositoryName(scope, 'Training', 'shared/training'), Repository.fromRepositoryName(scope, 'Serving', 'shared/serving'),
    ]),
  },
  tfaws: {
    store: (scope, platform) => tfaws.ArtifactStore.fromExisting(scope, 'Lake', platform as tfaws.IMlPlatform, { bucketName: 'acme-lake' }),
    registry: (scope, platform) => tfaws.ContainerRegistry.fromExisting(scope, 'Shared', platform as tfaws.IMlPlatform, { namespace: 'shared' }),
  },
  tfgcp: {
    store: (scope, platform) => tfgcp.ArtifactStore.fromExisting(scope, 'Lake', platform as tfgcp.IMlPlatform, { bucketName: 'acme-lake' }),
    registry: (scope, platform) => tfgcp.ContainerRegistry.fromExisting(scope, 'Shared', platform as tfgcp.IMlPlatform, {
      project: 'acme-images', location: 'europe', repositoryId: 'shared',
    }),
  },
  tfazure: {
    store: (scope, platform) => tfazure.ArtifactStore.fromExisting(scope, 'Lake', platform as tfazure.IMlPlatform, {
      storageAccountId: `${AZURE}/Microsoft.Storage/storageAccounts/acmelake`, containerName: 'acme-lake',
    }),
    registry: (scope, platform) => tfazure.ContainerRegistry.fromExisting(scope, 'Shared', platform as tfazure.IMlPlatform, {
      registryId: `${AZURE}/Microsoft.ContainerRegistry/registries/shared`, registryUri: 'shared.azurecr.io',
    }),
  },
  tfk8s: {
    store: (scope, platform) => tfk8s.ArtifactStore.fromExisting(scope, 'Lake', platform as tfk8s.IMlPlatform, { bucketName: 'acme-lake' }),
    registry: (scope, platform) => tfk8s.ContainerRegistry.fromExisting(scope, 'Shared', platform as tfk8s.IMlPlatform, {
      registryUri: 'harbor.acme.internal/shared', pullSecret: 'harbor-pull',
    }),
  },
};

describe.each(SUBJECTS.map((subject) => [subject.target.name, subject] as const))('what exists beside a platform on %s', (name, subject: Subject) => {
  const { store, registry } = EXISTING[name];

  test('is told of without anything being made', () => {
    const alone = subject.platform().synth();
    const built = subject.platform();
    store(built.stack as Construct, built.platform);
    registry(built.stack as Construct, built.platform);
    expect(built.synth().ids).toEqual(alone.ids);
  });

  test('is granted to', () => {
    const built = subject.platform();
    store(built.stack as Construct, built.platform).grantWrite(subject.identity('trainer'));
    registry(built.stack as Construct, built.platform).grantPull(subject.identity('trainer'));
    expect(built.synth().ids.length).toBeGreaterThan(subject.platform().synth().ids.length);
  });

  test('is granted to from another stack, by what the platform uses to reach its cloud', () => {
    const built = subject.platform();
    store(built.otherStack as Construct, built.platform).grantRead(subject.identity('trainer'));
    registry(built.otherStack as Construct, built.platform).grantPush(subject.identity('trainer'));
    expect(() => built.synth()).not.toThrow();
  });

  test('has addresses', () => {
    const { stack, platform } = subject.platform();
    expect(store(stack as Construct, platform).path('fraud/1').uri).toMatch(/acme-lake\/fraud\/1$/);
    const images = registry(stack as Construct, platform);
    expect(images.imageUri('serving', '1')).toMatch(/shared\/serving:1$|azurecr\.io\/serving:1$/);
    expect(codesOf(() => images.imageUri('other', '1'))).toEqual(['registry/unknown-repository']);
  });
});
