import { Construct } from 'constructs';
import { IIdentity } from '../../core';
import { NAMESPACE_SCOPE } from '../../facts/azure/cluster';
import { grantId, grantTo } from '../identity/role-grants';

/** Work in one namespace, and the way to the API server; Microsoft's roles, whose wildcards end at the kinds that it names. */
export function grantEdit(scope: Construct, clusterId: string, clusterName: string, identity: IIdentity, namespace: string): void {
  grantTo(scope, grantId('Edit', identity.identityName, namespace), identity, {
    scope: NAMESPACE_SCOPE.replace('{cluster}', clusterId).replace('{namespace}', namespace),
    clusterRole: 'rbacWriter',
    description: `Works in ${namespace} of ${clusterName}`,
  });
  grantEntry(scope, clusterId, clusterName, identity);
}

/**
 * Everything in the cluster, and the way to its API server. Whoever administers a cluster installs software that brings kinds, webhooks and roles of its own,
 * and nobody may give rights there that he lacks, so that no narrower role would do.
 */
export function grantAdmin(scope: Construct, clusterId: string, clusterName: string, identity: IIdentity): void {
  grantTo(scope, grantId('Admin', identity.identityName), identity, { scope: clusterId, clusterRole: 'rbacClusterAdmin', description: `Administers ${clusterName}` });
  grantEntry(scope, clusterId, clusterName, identity);
}

function grantEntry(scope: Construct, clusterId: string, clusterName: string, identity: IIdentity): void {
  grantTo(scope, grantId('Entry', identity.identityName), identity, { scope: clusterId, clusterRole: 'clusterUser', description: `Finds the API server of ${clusterName}` });
}
