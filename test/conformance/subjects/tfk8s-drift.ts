import { SynthesizedStack } from '../../support/terraform';
import { DriftMonitorFacts, SoftwareFacts, StoreFacts } from '../facts';
import { clusterMonitors } from './cluster-drift';
import { storeReaders } from './tfk8s-features';
import { ACCOUNTS } from './tfk8s-jobs';

export function driftMonitors(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): DriftMonitorFacts[] {
  return clusterMonitors(software, {
    account: ACCOUNTS,
    storeOf: (address) => stores.find(({ name }) => address.startsWith(`s3://${name}/`)),
    readersOf: () => storeReaders(stack),
  });
}
