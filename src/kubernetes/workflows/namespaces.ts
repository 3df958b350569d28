import { SoftwareNamespace } from '../../core';
import { Problems } from '../../core/private';
import { requireNamespace } from '../../core/training/service-account-plan';

/** Notes namespaces that cannot be served: `workflows/no-namespace`, `workflows/namespace-twice`, `training/namespace`. */
export function checkNamespaces(namespaces: readonly string[], what: string, problems: Problems): void {
  if (namespaces.length === 0) problems.add('workflows/no-namespace', `${what} serves no namespace: give at least one, that of a team or 'default'`);
  namespaces.forEach((namespace, i) => {
    requireNamespace(namespace, problems);
    if (namespaces.indexOf(namespace) !== i) problems.add('workflows/namespace-twice', `${what} is to serve '${namespace}' twice: name it once`);
  });
}

/** The namespaces to make: every cluster has `default`. What other software has made is left as it is. */
export function namespacesToMake(namespaces: readonly string[]): SoftwareNamespace[] {
  return namespaces.filter((name) => name !== 'default').map((name) => ({ name }));
}
