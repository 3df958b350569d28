import { IIdentity } from '../../core';
import { FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { refuse } from '../../core/private';

/** The namespace of somebody who is to use a group. Who is in no cluster of the program may use files only; where there are none, that is nothing, and refused. */
export function namespaceOfCaller(identity: IIdentity, namespace: string | undefined, group: FeatureGroupPlan, files: boolean): string | undefined {
  if (namespace !== undefined || files) return namespace;
  return refuse(
    'features/grant-in-cluster',
    `'${identity.identityName}' is to use '${group.groupName}' inside of a cluster, which knows its own service accounts only: give the identity of one of them, such as `
      + 'cluster.addServiceAccount(…) makes',
  );
}
