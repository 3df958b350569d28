import { literal, refuse } from '../../core/private';

const CONTAINERS = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const BLOBS = `${CONTAINERS}/blobs`;

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
  const path = `@Resource[${BLOBS}:path] StringStartsWith '${prefix}'`;
  const listing = `@Request[${BLOBS}:prefix] StringStartsWith '${prefix}'`;
  const changes = ['write', 'add/action', 'delete', 'move/action'].map((action) => `!(ActionMatches{'${BLOBS}/${action}'})`).join(' AND ');
  return [
    `((!(ActionMatches{'${BLOBS}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (${path}))`,
    `((!(ActionMatches{'${BLOBS}/read'} AND SubOperationMatches{'Blob.List'})) OR (${listing}))`,
    `((${changes}) OR (${path}))`,
  ].join(' AND ');
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
