import { ColumnPlan, FeatureGroupPlan } from '../../core/features/feature-group-plan';
import { FeatureStorePlan, isFeast } from '../../core/features/feature-store-plan';
import { crontabOf } from '../../core/jobs/crontab';
import { isUnresolved, literal, Problems, requireGrantPrefix } from '../../core/private';
import { COLUMNS_OF_VERTEX, LONGEST_DESCRIPTION, MOST_NODES_PER_LEAST } from '../../facts/gcp/features-limits';
import { checkFeastGroups } from '../../kubernetes/features/feast-checks';
import { checkExisting } from './existing-tables';
import { groupDescription } from './feature-labels';
import { FeatureStoreProps } from './feature-store-props';
import { USUAL_NODES } from './online-store';
import { tableSchema } from './table-schema';

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

function checkGroup(group: FeatureGroupPlan, problems: Problems): void {
  const { groupName, features, online, refresh } = group;
  if (online) crontabOf(refresh, 'Vertex AI', problems);
  const meaning = ({ name }: ColumnPlan) => COLUMNS_OF_VERTEX.get(name);
  features.filter(meaning).forEach((feature) => {
    problems.add('features/reserved', `a feature of '${groupName}' is called '${feature.name}', as Vertex AI calls ${meaning(feature)!}: give it another name`);
  });
  checkDescription(`the feature group '${groupName}' with its owner`, groupDescription(group), LONGEST_DESCRIPTION.table, problems);
  tableSchema(group, false).forEach(({ name, description }) => checkDescription(`'${name}' of '${groupName}'`, description ?? '', LONGEST_DESCRIPTION.column, problems));
}

function checkDescription(what: string, description: string, most: number, problems: Problems): void {
  if (isUnresolved(description) || description.length <= most) return;
  problems.add('features/description', `what is said of ${what} has ${description.length} characters, but BigQuery takes ${most}: shorten it, and say the rest where it is read`);
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

function checkFeast({ existingTables, existingDatasetId, onlineNodes }: FeatureStoreProps, problems: Problems): void {
  const ofVertex = Object.entries({ existingTables, existingDatasetId, onlineNodes });
  ofVertex.filter(([, value]) => value !== undefined && Object.keys(value).length > 0).forEach(([name]) => {
    problems.add('features/managed-only', `'${name}' is of Vertex AI Feature Store, but Feast has files and no tables of BigQuery: leave it out, or take FeatureStoreKind.managed()`);
  });
}
