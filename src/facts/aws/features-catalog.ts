import { ColumnFacts, GroupFacts } from './features-group';
import { Properties } from './serving-config';

/**
 * What people look up of groups, where it changes in place: a database of Glue, whose tables are the offline stores, and tags. A group of SageMaker takes its own
 * description and its tags once (`features-group.ts`).
 */

/** `acme_ml_features`: names that Athena needs no quotes for, https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html */
export function databaseName(store: string): string {
  return store.replace(/-/g, '_');
}

/** Where a group is queried, as SQL names it. */
export function offlineTable(store: string, { groupName }: Pick<GroupFacts, 'groupName'>): string {
  return `${databaseName(store)}.${groupName}`;
}

/**
 * `DatabaseInput` of `AWS::Glue::Database`: https://docs.aws.amazon.com/glue/latest/webapi/API_DatabaseInput.html. Of each group it says what it is about, who answers
 * for it, which of its features tell of persons, and what the features mean.
 */
export function databaseInput(store: string, groups: readonly GroupFacts[], locationUri: string): Properties {
  return {
    Name: databaseName(store),
    Description: `Feature store ${store}`,
    LocationUri: `${locationUri}/`,
    Parameters: Object.fromEntries(groups.flatMap(groupParameters)),
  };
}

function groupParameters(group: GroupFacts): Array<[string, string]> {
  const { groupName, description, owner } = group;
  const personal = personalColumns(group);
  const described = columnsOf(group).filter((column) => column.description !== undefined);
  return [
    ...(description === undefined ? [] : [[groupName, description] as [string, string]]),
    ...(owner === undefined ? [] : [[`${groupName}:owner`, owner] as [string, string]]),
    ...(personal.length === 0 ? [] : [[`${groupName}:personal-data`, personal.join(', ')] as [string, string]]),
    ...described.map((column): [string, string] => [`${groupName}.${column.name}`, column.description!]),
  ];
}

/** What may stand in a value: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html, the strictest of the services that are tagged. */
export const TAG_VALUE = { pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, allowed: "letters, digits, spaces and '_.:/=+-@', 256 at most" };

/** The tags of all that is made for a group, except the group itself. */
export function groupTags(group: GroupFacts): Record<string, string> {
  const personal = personalColumns(group);
  return {
    'feature-group': group.name,
    ...(group.owner !== undefined && { owner: group.owner }),
    ...(personal.length > 0 && { 'personal-data': listed(personal) }),
  };
}

function columnsOf({ entityKeys, features }: GroupFacts): ColumnFacts[] {
  return [...entityKeys, ...features];
}

function personalColumns(group: GroupFacts): string[] {
  return columnsOf(group).filter(({ personalData }) => personalData).map(({ name }) => name);
}

/** All names, or where a tag has no room for them, how many there are. */
function listed(names: readonly string[]): string {
  const all = names.join(' ');
  return all.length <= 256 ? all : `${names.length} features`;
}
