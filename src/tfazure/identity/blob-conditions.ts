import { literal, refuse } from '../../core/private';

const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const BLOBS = `${CONTAINERS}/blobs`;
const PATH = `@Resource[${BLOBS}:path]`;
const LISTED = `@Request[${BLOBS}:prefix]`;

/** Refuses a prefix that a condition reads as more than text, or that is known only at deployment. */
export function requireConditionPrefix(prefix: string): void {
  if (!/['*?\\]/.test(literal(prefix, 'the prefix of a grant'))) return;
  refuse('storage/prefix', `'${prefix}' cannot limit a grant, since its quotes, stars or backslashes would be read as part of the condition: choose another prefix`);
}

/**
 * Limits the rights over blobs to those whose name begins with a prefix; listing has to ask for that prefix.
 *
 * https://learn.microsoft.com/en-us/azure/storage/blobs/storage-auth-abac-examples#example-read-or-list-blobs-in-named-containers-with-a-path
 */
export function onlyUnder(prefix: string): string {
  requireConditionPrefix(prefix);
  return `${readsOnly(startsWith(PATH, prefix))} AND ${listsOnly(startsWith(LISTED, prefix))} AND ${changesOnly(startsWith(PATH, prefix))}`;
}

/**
 * Limits the rights over blobs to those in folders, which may be known at deployment only. Spark asks for the folder itself, too, without the slash at its end:
 * https://github.com/apache/hadoop/blob/rel/release-3.3.4/hadoop-common-project/hadoop-common/src/main/java/org/apache/hadoop/fs/Path.java (`normalizePath`)
 */
export function onlyInFolders(...folders: string[]): string {
  return `${contentsOnlyIn(...folders)} AND ${listsOnly(within(LISTED, folders))}`;
}

/** The same for what blobs hold; which ones there are may be listed, as by who looks at a container before writing into a folder. */
export function contentsOnlyIn(...folders: string[]): string {
  const path = within(PATH, folders);
  return `${readsOnly(path)} AND ${changesOnly(path)}`;
}

/**
 * Limits the rights over blobs to those of one container, for a right that is given on its account.
 *
 * https://learn.microsoft.com/en-us/azure/storage/blobs/storage-auth-abac-examples#example-read-write-or-delete-blobs-in-named-containers
 */
export function onlyInContainer(name: string): string {
  const others = ['read', 'write', 'add/action', 'delete', 'move/action'].map((action) => `!(ActionMatches{'${BLOBS}/${action}'})`).join(' AND ');
  return `((${others}) OR (@Resource[${CONTAINERS}:name] StringEquals '${name}'))`;
}

function within(attribute: string, folders: readonly string[]): string {
  return folders.map((folder) => `${startsWith(attribute, `${folder}/`)} OR ${attribute} StringEquals '${folder}'`).join(' OR ');
}

function startsWith(attribute: string, prefix: string): string {
  return `${attribute} StringStartsWith '${prefix}'`;
}

function readsOnly(where: string): string {
  return `((!(ActionMatches{'${BLOBS}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (${where}))`;
}

function listsOnly(where: string): string {
  return `((!(ActionMatches{'${BLOBS}/read'} AND SubOperationMatches{'Blob.List'})) OR (${where}))`;
}

function changesOnly(where: string): string {
  const changes = ['write', 'add/action', 'delete', 'move/action'].map((action) => `!(ActionMatches{'${BLOBS}/${action}'})`).join(' AND ');
  return `((${changes}) OR (${where}))`;
}
