import { Attributes, SynthesizedStack } from '../../support/terraform';
import { FeatureGroupFacts, SoftwareFacts, StoreFacts } from '../facts';
import { feastGroups, OnlineFacts } from './cluster-features';

/** The database is its owner's, who decides about all else; Feast has to read how it is reached from a Secret, and from nowhere else. */
const OWNERS: OnlineFacts = { private: true, protected: true };

export function featureGroups(stack: SynthesizedStack, software: readonly SoftwareFacts[], stores: readonly StoreFacts[]): FeatureGroupFacts[] {
  return feastGroups(software, {
    online: ({ online_store: { type, ...settings } }, _group, secret) => (['postgres', 'redis'].includes(type as string) && secret !== undefined && Object.keys(settings).length === 0 ? OWNERS : undefined),
    storeOf: (address) => stores.find(({ name }) => address.startsWith(`s3://${name}/`)),
    readersOf: () => storeReaders(stack),
    writersOf: () => whoReads(stack, (secret) => secret.endsWith('writer')),
  });
}

/** A store of S3's kind knows keys only: whoever may read the Secret with one may use all of it. */
export function storeReaders(stack: SynthesizedStack): string[] {
  return whoReads(stack, (secret) => /reader|writer/.test(secret));
}

function whoReads(stack: SynthesizedStack, isIt: (secret: string) => boolean): string[] {
  const reads = ({ resources, verbs, resource_names: names }: Attributes) => resources.includes('secrets') && verbs.includes('get') && ((names ?? ['writer']) as string[]).some(isIt);
  const roles = Object.values(stack.resources('kubernetes_role_v1')).filter(({ rule }) => (rule as Attributes[]).some(reads)).map(({ metadata }) => metadata as Attributes);
  const bindings = Object.values(stack.resources('kubernetes_role_binding_v1'))
    .filter(({ metadata, role_ref }) => roles.some(({ name, namespace }) => name === role_ref.name && namespace === metadata.namespace));
  return bindings.flatMap(({ subject }) => (subject as Attributes[]).map(({ kind, name, namespace }) => (kind === 'ServiceAccount' ? `namespace ${namespace as string}` : name as string)));
}
