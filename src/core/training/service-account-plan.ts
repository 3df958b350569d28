import { IConstruct } from 'constructs';
import { isUnresolved, kebab, Problems } from '../private';
import { ClusterServiceAccountProps, IClusterServiceAccount } from './service-account';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ALLOWED = 'use up to 63 lower-case letters, digits and hyphens, none of these at an end';

/**
 * The name of an account that is to be made; notes all that core has against it.
 *
 * @param accounts the scope that all accounts of the cluster are made in
 */
export function planServiceAccount(accounts: IConstruct, id: string, props: ClusterServiceAccountProps, problems: Problems): string {
  const name = serviceAccountName(id, props, problems);
  requireNamespace(props.namespace, problems);
  requireNewServiceAccount(accounts, props.namespace, name, problems);
  return name;
}

/** The name of an account, from the construct's id unless the user says it; what cannot name one is noted as `training/service-account-name`. */
export function serviceAccountName(id: string, props: Pick<ClusterServiceAccountProps, 'serviceAccountName'>, problems: Problems): string {
  const name = props.serviceAccountName ?? kebab(id);
  if (!isUnresolved(name) && !DNS_LABEL.test(name)) {
    const instead = props.serviceAccountName === undefined ? "set 'serviceAccountName', or choose another id: " : '';
    problems.add('training/service-account-name', `'${name}' cannot name a service account of Kubernetes: ${instead}${ALLOWED}`);
  }
  return name;
}

/** Notes what cannot name a namespace as `training/namespace`. */
export function requireNamespace(namespace: string, problems: Problems): void {
  if (isUnresolved(namespace) || DNS_LABEL.test(namespace)) return;
  problems.add('training/namespace', `'${namespace}' cannot name a namespace of Kubernetes: ${ALLOWED}`);
}

/**
 * Notes a second account of the same namespace and name as `training/service-account-twice`.
 *
 * @param accounts the scope that all accounts of a cluster are made in
 */
export function requireNewServiceAccount(accounts: IConstruct, namespace: string, name: string, problems: Problems): void {
  const there = accounts.node.children.find((child) => {
    const account = child as Partial<IClusterServiceAccount>;
    return account.namespace === namespace && account.serviceAccountName === name;
  });
  if (!there) return;
  problems.add(
    'training/service-account-twice',
    `the service account '${name}' of the namespace '${namespace}' is there already, as '${there.node.id}': use that one, or set another 'serviceAccountName'`,
  );
}
