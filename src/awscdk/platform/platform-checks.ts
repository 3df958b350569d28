import { Stack } from 'aws-cdk-lib/core';
import { Persona } from '../../core';
import { isUnresolved, physicalName, Problems } from '../../core/private';
import { BUCKET_NAME, REPOSITORY_NAME, ROLE_NAME } from '../../facts/aws/names';
import { REGIONS } from '../../facts/aws/regions';
import { globalName } from '../names';
import { MlPlatformProps } from './ml-platform-props';

/** What only AWS refuses of a platform. */
export function checkPlatform(stack: Stack, props: MlPlatformProps, name: string, problems: Problems): void {
  checkNames(stack, props, name, problems);
  checkNetwork(stack.region, props, problems);
  checkKey(stack.region, props, problems);
  if (props.artifacts?.replicaRegion && isUnresolved(stack.region)) {
    problems.add('core/token-not-allowed', `a copy in '${props.artifacts.replicaRegion}' needs to know where the store lies, but the stack names no region: give the stack an 'env' with one`);
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
    if (existingNetwork.privateSubnets.length + existingNetwork.isolatedSubnets.length === 0) {
      problems.add('network/no-private-subnets', `the existing network '${existingNetwork.vpcId}' has no private subnet, where jobs and endpoints would lie: give one that has`);
    }
    return;
  }
  const zones = network?.zones ?? profile?.settings.zones ?? 3;
  const most = REGIONS[region]?.zones ?? 3;
  if (zones > most) problems.add('network/region-zones', `${zones} zones are asked for, but an account is sure of ${most} in '${region}' only: set 'zones' in 'network'`);
}

function checkKey(region: string, { existingEncryptionKey }: MlPlatformProps, problems: Problems): void {
  const keyRegion = existingEncryptionKey?.env.region;
  if (keyRegion === undefined || isUnresolved(keyRegion) || isUnresolved(region) || keyRegion === region) return;
  problems.add('encryption/key-region', `the key '${existingEncryptionKey!.keyArn}' lies in '${keyRegion}', but the platform in '${region}', and services take a key of their own region only: give one of '${region}'`);
}

function checkRegistry({ existingRegistry }: MlPlatformProps, problems: Problems): void {
  if (!existingRegistry) return;
  if (existingRegistry.length === 0) problems.add('registry/no-repository', "'existingRegistry' is empty: give at least one repository, or leave it away");
  existingRegistry.filter(({ repositoryName }) => isUnresolved(repositoryName)).forEach((repository) => {
    problems.add('core/token-not-allowed', `the name of the repository '${repository.node.path}' is known only at deployment, but images are found by it: give the repository a name`);
  });
}
