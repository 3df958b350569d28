import { Stack } from 'aws-cdk-lib/core';
import { Persona, Profile } from '../../core';
import { requirePrivateSubnets, requireZonesOf } from '../../core/network/network-plan';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { requireKeyRegion } from '../../core/storage/encryption-key-plan';
import { BUCKET_NAME, REPOSITORY_NAME, ROLE_NAME } from '../../facts/aws/names';
import { REGIONS } from '../../facts/aws/regions';
import { globalName } from '../names';
import { checkStore } from '../storage/artifact-store-checks';
import { MlPlatformProps } from './ml-platform-props';
import { privateSubnets } from './platform-network';

/** What only AWS refuses of a platform. */
export function checkPlatform(stack: Stack, props: MlPlatformProps, name: string, problems: Problems): void {
  checkNames(stack, props, name, problems);
  checkNetwork(stack.region, props, problems);
  const key = props.existingEncryptionKey;
  if (key) requireKeyRegion(key.keyArn, key.env.region, stack.region, problems);
  checkStore(props.artifacts ?? {}, stack.region, problems);
  if (props.guardrails?.allowedRegions && isUnresolved(stack.region)) {
    problems.add('core/token-not-allowed', "the guardrails allow some regions only, but the stack names none: give the stack an 'env' with one");
  }
  checkRegistry(props, problems);
}

function checkNames(stack: Stack, props: MlPlatformProps, name: string, problems: Problems): void {
  const { region, account } = stack;
  globalName(BUCKET_NAME, [name, 'artifacts', account, region], stack, problems);
  globalName(ROLE_NAME, [name, region, Persona.DATA_SCIENTIST], stack, problems);
  const repositories = props.existingRegistry ? [] : props.registry?.repositories ?? [];
  repositories.forEach((repository) => physicalName(REPOSITORY_NAME, [name, repository], problems));
}

function checkNetwork(region: string, { existingNetwork, network, profile }: MlPlatformProps, problems: Problems): void {
  if (existingNetwork) {
    requirePrivateSubnets(existingNetwork.vpcId, privateSubnets(existingNetwork).length, problems);
  } else {
    requireZonesOf(region, REGIONS[region]?.zones, network?.zones ?? (profile ?? Profile.production()).settings.zones, problems);
  }
}

function checkRegistry({ existingRegistry }: MlPlatformProps, problems: Problems): void {
  if (!existingRegistry) return;
  if (existingRegistry.length === 0) problems.add('registry/no-repository', "'existingRegistry' is empty: give at least one repository, or leave it out");
  existingRegistry.filter(({ repositoryName }) => isUnresolved(repositoryName)).forEach((repository) => {
    problems.add('core/token-not-allowed', `the name of the repository '${repository.node.path}' is known only at deployment, but images are found by it: give the repository a name`);
  });
}
