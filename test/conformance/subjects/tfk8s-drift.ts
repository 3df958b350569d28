import { Attributes, SynthesizedStack } from '../../support/terraform';
import { DriftMonitorFacts, SoftwareFacts, StoreFacts } from '../facts';
import { clusterMonitors, prometheusAlarms } from './cluster-drift';
import { storeReaders } from './tfk8s-features';
import { ACCOUNTS } from './tfk8s-jobs';

export function driftMonitors(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): DriftMonitorFacts[] {
  const groups = software.flatMap(({ manifests }) => manifests).filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec.groups as Attributes[]);
  const rules = groups.flatMap((group) => group.rules as Attributes[]);
  return clusterMonitors(software, {
    account: ACCOUNTS,
    storeOf: (address) => stores.find(({ name }) => address.startsWith(`s3://${name}/`)),
    readersOf: () => storeReaders(stack),
    ...prometheusAlarms(rules.map(({ expr }) => expr as string)),
  });
}
