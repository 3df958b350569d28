import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { isUnresolved, nearest, Problems, TakenNames } from '../../core/private';
import { FeatureStoreProps } from './feature-store-props';

/** https://docs.cloud.google.com/bigquery/docs/tables#table_naming, with a project that may belong to a domain. */
const TABLE = /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\.\w{1,1024}\.[^.\s`]{1,1024}$/;
const DATASET = /^\w{1,1024}$/;

/** Tables of the platforms' stores in data sets that others made, which have no name of the store in theirs. */
const TABLES = new TakenNames();

/** Whether the tables and the data set that others made are there to be used as they are. */
export function checkExisting(plan: FeatureStorePlan, props: FeatureStoreProps, problems: Problems): void {
  const { groups } = plan;
  const { existingTables = {}, existingDatasetId, platform } = props;
  const names = groups.map(({ groupName }) => groupName);
  sharedTables(plan, props).filter((table) => TABLES.has(platform, table)).forEach((table) => {
    problems.add('features/name-twice', `another feature store of the platform has the table '${table}' already: give the group another name, or the store another data set`);
  });
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

/** Remembers the tables of a store that was planned. */
export function rememberTables(plan: FeatureStorePlan, props: FeatureStoreProps): void {
  if (!isFeast(plan)) sharedTables(plan, props).forEach((table) => TABLES.add(props.platform, table));
}

/** The tables that are made in a data set that was there. */
function sharedTables({ groups }: FeatureStorePlan, { existingDatasetId, existingTables = {} }: FeatureStoreProps): string[] {
  if (existingDatasetId === undefined || isUnresolved(existingDatasetId)) return [];
  const existing = Object.keys(existingTables);
  return groups.filter(({ groupName }) => !existing.includes(groupName)).map(({ groupName }) => `${existingDatasetId}.${groupName}`);
}
