import { ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { isUnresolved, literal, nearest, Problems, requireGrantPrefix } from '../../core/private';
import { COLUMNS_OF_VERTEX, MOST_NODES_PER_LEAST } from '../../facts/gcp/features-limits';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { FeatureStoreProps } from './feature-store-props';
import { USUAL_NODES } from './online-store';

/** https://docs.cloud.google.com/bigquery/docs/tables#table_naming, with a project that may belong to a domain. */
const TABLE = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\.\w{1,1024}\.[^.\s`]{1,1024}$/;
const DATASET = /^\w{1,1024}$/;

/** What only Google Cloud demands of a feature store. */
export function checkFeatures(plan: FeatureStorePlan, props: FeatureStoreProps, problems: Problems): void {
  plan.groups.forEach(({ source }) => {
    if (source.kind === 'table') problems.collect(() => requireGrantPrefix(source.path.key));
  });
  if (isFeast(plan)) {
    checkFeast(props, problems);
    checkFeastGroups(plan, problems);
    return;
  }
  problems.collect(() => literal(props.deployer, "'deployer'"));
  plan.groups.forEach((group) => checkGroup(group, problems));
  checkNodes(props, problems);
  checkExisting(plan, props, problems);
}

function checkGroup({ groupName, features, online, refresh }: FeatureGroupPlan, problems: Problems): void {
  if (online) crontabOf(refresh, 'Vertex AI', problems);
  const meaning = ({ name }: ColumnPlan) => COLUMNS_OF_VERTEX[name];
  features.filter(meaning).forEach((feature) => {
    problems.add('features/reserved', `a feature of '${groupName}' is called '${feature.name}', as Vertex AI calls ${meaning(feature)!}: give it another name`);
  });
}

function checkNodes({ onlineNodes: { min, max } = USUAL_NODES }: FeatureStoreProps, problems: Problems): void {
  const most = min * MOST_NODES_PER_LEAST;
  if (min < 1) {
    problems.add('features/nodes', `the online store is to have ${min} nodes at the least, but Bigtable is never without: give 1 or more`);
  } else if (max > most) {
    problems.add(
      'features/nodes',
      `the online store is to scale from ${min} to ${max} nodes, but Vertex AI scales to ${MOST_NODES_PER_LEAST} times the least number: give ${most} at the most, or a larger minimum`,
    );
  }
}

function checkExisting({ groups }: FeatureStorePlan, { existingTables = {}, existingDatasetId }: FeatureStoreProps, problems: Problems): void {
  const names = groups.map(({ groupName }) => groupName);
  Object.entries(existingTables).forEach(([groupName, table]) => {
    const group = groups.find((each) => each.groupName === groupName);
    if (!group) {
      problems.add('features/existing-table', `'existingTables' has a table for '${groupName}', but there is no such group (nearest: '${nearest(groupName, names)}'): give the name of a group`);
    } else if (group.source.kind === 'table') {
      problems.add('features/existing-table', `'${groupName}' has a folder of files as its source and a table that exists: leave one of the two out`);
    }
    if (isUnresolved(table) || !TABLE.test(table)) {
      problems.add('features/existing-table', `'${table}' is no table of BigQuery that is known when the program is written: give it as 'project.dataset.table'`);
    }
  });
  if (existingDatasetId !== undefined && !isUnresolved(existingDatasetId) && !DATASET.test(existingDatasetId)) {
    problems.add('features/existing-table', `'${existingDatasetId}' is no data set: give the id of one of the platform's project, letters, digits and underscores`);
  }
}

function checkFeast({ existingTables, existingDatasetId, onlineNodes }: FeatureStoreProps, problems: Problems): void {
  const ofVertex = Object.entries({ existingTables, existingDatasetId, onlineNodes });
  ofVertex.filter(([, value]) => value !== undefined && Object.keys(value).length > 0).forEach(([name]) => {
    problems.add('features/managed-only', `'${name}' is of Vertex AI Feature Store, but Feast has files and no tables of BigQuery: leave it out, or take FeatureStoreKind.managed()`);
  });
}
