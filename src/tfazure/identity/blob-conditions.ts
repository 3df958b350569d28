import { literal, refuse } from '../../core/private';

const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/**
 * Limits the rights over blobs to those whose name begins with a prefix; listing has to ask for that prefix.
 *
 * https://learn.microsoft.com/en-us/azure/storage/blobs/storage-auth-abac-examples#example-read-or-list-blobs-in-named-containers-with-a-path
 */
export function onlyUnder(prefix: string): string {
  if (/['*?\\]/.test(literal(prefix, 'the prefix of a grant'))) {
    refuse('storage/prefix', `'${prefix}' cannot limit a grant, since its quotes, stars or backslashes would be read as part of the condition: choose another prefix`);
  }
  const path = `@Resource[${BLOBS}:path] StringStartsWith '${prefix}'`;
  const listing = `@Request[${BLOBS}:prefix] StringStartsWith '${prefix}'`;
  const changes = ['write', 'add/action', 'delete', 'move/action'].map((action) => `!(ActionMatches{'${BLOBS}/${action}'})`).join(' AND ');
  return [
    `((!(ActionMatches{'${BLOBS}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (${path}))`,
    `((!(ActionMatches{'${BLOBS}/read'} AND SubOperationMatches{'Blob.List'})) OR (${listing}))`,
    `((${changes}) OR (${path}))`,
  ].join(' AND ');
}
