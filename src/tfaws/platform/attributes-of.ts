import { Severity } from '../../core';
import { byPersona } from '../../core/identity/persona-plan';
import { ExistingContainerRegistry } from '../storage/existing-container-registry';
import { MlPlatformAttributes } from './ml-platform-attributes';
import { IMlPlatform } from './ml-platform-handle';
import { MlPlatformProps } from './ml-platform-props';

/** Exactly what `fromAttributes` takes, but for what only a program can say. */
export function attributesOf(
  platform: IMlPlatform,
  { namespace, repositories }: Pick<ExistingContainerRegistry, 'namespace' | 'repositories'>,
  { existingArtifacts, existingRegistry }: MlPlatformProps,
): MlPlatformAttributes {
  return {
    platformName: platform.platformName,
    region: platform.region,
    accountId: platform.accountId,
    networkId: platform.network.networkId,
    privateSubnetIds: platform.network.privateSubnetIds,
    jobSecurityGroupId: platform.jobSecurityGroupId,
    encryptionKeyArn: platform.encryptionKey.keyId,
    artifactsBucketName: platform.artifacts.storeName,
    artifactsKeyArn: existingArtifacts?.keyArn,
    registryNamespace: namespace,
    repositories,
    registryAccountId: existingRegistry?.accountId,
    registryRegion: existingRegistry?.region,
    personaRoleArns: byPersona((persona) => platform.personaRole(persona)),
    trainingRoleArn: platform.trainingRoleArn,
    servingRoleArn: platform.servingRoleArn,
    pipelineRoleArn: platform.pipelineRoleArn,
    criticalTopicArns: platform.alertTopicArns(Severity.CRITICAL),
    warningTopicArns: platform.alertTopicArns(Severity.WARNING),
    infoTopicArns: platform.alertTopicArns(Severity.INFO),
    tags: platform.tags,
    permissionsBoundary: platform.permissionsBoundary,
    serviceCidr: platform.serviceCidr,
  };
}
