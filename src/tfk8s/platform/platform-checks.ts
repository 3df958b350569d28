import { Problems } from '../../core/private';
import { requireVersions } from '../../core/storage/artifact-store-plan';
import { checkChannels } from '../observability/alerting';
import { checkEndpoint } from '../storage/object-storage-address';
import { MlPlatformProps } from './ml-platform-props';

/** What only an existing cluster refuses of a platform. */
export function checkPlatform(props: MlPlatformProps, problems: Problems): void {
  if (!props.existingRegistry && !props.imageRegistry) {
    problems.add('registry/host', "nodes have to reach the registry by a name, but none is known: give 'imageRegistry' to run one, or 'existingRegistry'");
  }
  checkEndpoint(props.objectStorage, problems);
  requireVersions(props.artifacts ?? {}, problems);
  checkChannels(props.alerts ?? [], props.smtp, problems);
}
