import { Profile } from '../../core';
import { isUnresolved, literal, Problems } from '../../core/private';
import { ACCOUNT_ID } from '../../facts/aws/names';
import { checkExistingNetwork } from '../network/existing-network-checks';
import { checkZones } from '../network/zones';
import { checkStore } from '../storage/artifact-store-checks';
import { checkKey } from '../storage/existing-encryption-key-checks';
import { MlPlatformProps } from './ml-platform-props';
import { regionOf } from './platform-providers';

/** The region as a literal, if it is one. */
export function literalRegion({ region, provider }: MlPlatformProps): string | undefined {
  const wanted = region ?? regionOf(provider);
  return isUnresolved(wanted) ? undefined : wanted;
}

/** What only AWS refuses in a platform. */
export function checkPlatform(props: MlPlatformProps, problems: Problems): void {
  const region = literalRegion(props);
  checkRegion(props, region, problems);
  if (props.accountId !== undefined && !isUnresolved(props.accountId) && !ACCOUNT_ID.test(props.accountId)) {
    problems.add('platform/account', `'${props.accountId}' is no account of AWS: give its twelve digits, or leave 'accountId' out`);
  }
  checkExistingNetwork(props.existingNetwork, problems);
  checkKey(props.existingEncryptionKey, region, problems);
  if (!props.existingNetwork) {
    checkZones(props.zones, props.network?.zones ?? (props.profile ?? Profile.production()).settings.zones, region, problems);
  }
  checkStore(props.artifacts ?? {}, problems);
  checkReplicaProvider(props, problems);
}

function checkRegion(props: MlPlatformProps, region: string | undefined, problems: Problems): void {
  const wanted = props.region ?? regionOf(props.provider);
  if (wanted === undefined) {
    problems.add('platform/region', "the region is not known: give 'region', or a 'provider' that has one");
  } else if (region === undefined) {
    problems.collect(() => literal(wanted, 'the region of a platform'));
  }
  const declared = regionOf(props.provider);
  if (props.region && declared && !isUnresolved(declared) && region && declared !== region) {
    problems.add('platform/region', `the platform is to lie in '${region}', but its 'provider' works in '${declared}': give one of the two`);
  }
}

function checkReplicaProvider({ artifacts, replicaProvider }: MlPlatformProps, problems: Problems): void {
  if (!replicaProvider) return;
  const wanted = artifacts?.replicaRegion;
  const declared = regionOf(replicaProvider);
  if (!wanted) {
    problems.add('storage/replica-provider', "'replicaProvider' is given, but no copy is asked for: set 'artifacts.replicaRegion'");
  } else if (declared && !isUnresolved(declared) && declared !== wanted) {
    problems.add('storage/replica-provider', `the copy is to lie in '${wanted}', but 'replicaProvider' works in '${declared}': correct one of the two`);
  }
}
