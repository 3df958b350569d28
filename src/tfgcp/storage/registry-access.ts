import { Construct } from 'constructs';
import { IContainerRegistry, IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { ArtifactRegistryRepositoryIamMember } from '../../providers/google/artifact-registry-repository-iam-member';
import { memberId } from '../identity/member-id';

export interface RepositoryPlace {
  readonly project: string;
  readonly location: string;
  readonly repository: string;
}

/** A registry, made or existing, as the platform's own code sees it. */
export interface IPlacedRegistry extends IContainerRegistry {
  /** Where it is, for grants that stand in another stack than the registry. */
  readonly _place: RepositoryPlace;
}

/** Lets a member use the images of a repository. */
export function grantOnRepository(scope: Construct, place: RepositoryPlace, role: string, identity: IIdentity): void {
  requireGranteeOf('gcp', identity, scope);
  const id = `Grant-${role.split('.').pop()}-${memberId(scope, identity.identityName)}`;
  if (scope.node.tryFindChild(id)) return;
  new ArtifactRegistryRepositoryIamMember(scope, id, { ...place, role, member: identity.identityName });
}
