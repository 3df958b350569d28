import { Attributes, SynthesizedStack } from '../../support/terraform';
import { AccessFacts } from '../facts';

/** Who may work in a cluster by its own roles; groups and others as the authenticator names them. */
export function boundAccess(stack: SynthesizedStack): AccessFacts[] {
  const bound = (type: string, role: string) => Object.values(stack.resources(type)).filter(({ role_ref }) => role_ref.name === role);
  const names = ({ subject }: Attributes) => (subject as Attributes[]).map(({ name }) => name as string);
  return [
    ...bound('kubernetes_role_binding_v1', 'edit').flatMap((binding) => names(binding).map((who) => ({ who, rights: 'edit' as const, namespace: binding.metadata.namespace as string }))),
    ...bound('kubernetes_cluster_role_binding_v1', 'cluster-admin').flatMap((binding) => names(binding).map((who) => ({ who, rights: 'admin' as const }))),
  ];
}
