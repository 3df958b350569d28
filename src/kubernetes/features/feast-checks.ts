import { crontabOf } from '../../core/jobs/crontab';
import { Problems } from '../../core/private';
import { checkSize } from './feast-size';
import { ClusterFeaturesPlan, isRefreshed } from './feature-labels';

/** https://docs.feast.dev/getting-started/concepts/feature-retrieval; run with 0.66: the feature comes back as `event_timestamp__`. */
const TRAINING_TIME = 'event_timestamp';

/** Notes what Feast, or a CronJob that refreshes its groups, cannot keep to. */
export function checkFeastGroups(plan: ClusterFeaturesPlan, problems: Problems): void {
  const { groups } = plan;
  checkSize(plan, problems);
  checkFolders(plan, problems);
  groups.filter(isRefreshed).forEach(({ refresh }) => crontabOf(refresh, 'a CronJob of Kubernetes', problems));
  groups.filter(({ features }) => features.some(({ name }) => name === TRAINING_TIME)).forEach(({ groupName }) => {
    problems.add(
      'features/reserved',
      `a feature of '${groupName}' is called '${TRAINING_TIME}', as the time of the rows that training data is asked for, where Feast would call it otherwise than online: give it another name`,
    );
  });
}

/** Who reads a folder reads all below it: that of another group would be opened with it. */
function checkFolders({ name, groups }: ClusterFeaturesPlan, problems: Problems): void {
  const own = `features/${name}/`;
  groups.forEach(({ groupName, source }) => {
    if (source.kind !== 'table') return;
    const folder = `${source.path.key.replace(/\/$/, '')}/`;
    if (!own.startsWith(folder) && !folder.startsWith(own)) return;
    problems.add('features/table-folder', `the files of '${groupName}' are at '${source.path.key}', but the store keeps those of its groups below '${own}': give a folder elsewhere`);
  });
}
