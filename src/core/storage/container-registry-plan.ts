import { ProfileSettings } from '../platform/profile';
import { nearest, Problems, refuse, requireCapability, Target } from '../private';
import { ContainerRegistryProps } from './container-registry';

/** What a target renders as a container registry. */
export interface ContainerRegistryPlan {
  readonly repositories: readonly string[];
  readonly immutableTags: boolean;
  readonly keepLast?: number;
  readonly scanOnPush: boolean;
  readonly deletionProtection: boolean;
}

const KEEP_LAST = 100;

/** The repositories of a registry, made or existing, for which none are named. */
export const DEFAULT_REPOSITORIES: readonly string[] = ['training', 'serving'];

/** The grammar of a repository's name in the OCI distribution specification, one path segment. */
const REPOSITORY = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export function planContainerRegistry(
  props: ContainerRegistryProps,
  profile: ProfileSettings,
  target: Target,
  problems: Problems,
): ContainerRegistryPlan {
  const has = (capability: 'registry/immutable-tags' | 'registry/keep-last' | 'registry/scan-on-push') => target.refusals[capability] === undefined;
  const repositories = props.repositories ?? DEFAULT_REPOSITORIES;
  checkRepositories(repositories, problems);
  if (props.immutableTags) requireCapability(target, 'registry/immutable-tags', 'tags are to be immutable', problems);
  if (props.scanOnPush) requireCapability(target, 'registry/scan-on-push', 'images are to be scanned when they are pushed', problems);
  if (props.keepLast !== undefined) {
    requireCapability(target, 'registry/keep-last', `only the last ${props.keepLast} images are to be kept`, problems);
    if (!Number.isInteger(props.keepLast) || props.keepLast < 1) problems.add('registry/keep-last-count', `${props.keepLast} images cannot be kept: give 1 or more`);
  }
  return {
    repositories,
    immutableTags: props.immutableTags ?? has('registry/immutable-tags'),
    keepLast: has('registry/keep-last') ? props.keepLast ?? KEEP_LAST : undefined,
    scanOnPush: props.scanOnPush ?? has('registry/scan-on-push'),
    deletionProtection: profile.deletionProtection,
  };
}

/** The name of an image in a registry; every target's `imageUri` ends here. */
export function imageUri(registryUri: string, repositories: readonly string[], repository: string, tag: string): string {
  if (!repositories.includes(repository)) {
    refuse('registry/unknown-repository', `'${repository}' is no repository of this registry (nearest: '${nearest(repository, repositories)}'): add it to 'repositories'`);
  }
  return `${registryUri}/${repository}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}

function checkRepositories(repositories: readonly string[], problems: Problems): void {
  if (repositories.length === 0) problems.add('registry/no-repository', 'a registry without a repository holds nothing: name at least one');
  repositories.forEach((name, i) => {
    if (!REPOSITORY.test(name)) problems.add('registry/repository-name', `'${name}' is no repository: give lower-case letters, digits, and single '.', '_' or '-' between them`);
    if (repositories.indexOf(name) !== i) problems.add('registry/repository-twice', `the repository '${name}' is named twice: name it once`);
  });
}
