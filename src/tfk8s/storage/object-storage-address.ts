import { literal, Problems } from '../../core/private';
import { ObjectStorage } from './object-storage';

const HTTPS_PORT = '443';

/** Notes an address that no artifact should travel to. */
export function checkEndpoint({ endpoint }: ObjectStorage, problems: Problems): void {
  const address = problems.collect(() => literal(endpoint, 'the address of the object store'));
  if (address !== undefined && !(URL.canParse(address) && new URL(address).protocol === 'https:')) {
    problems.add('storage/endpoint', `'${endpoint}' is to be the object store, but artifacts travel encrypted only: give an https address`);
  }
}

/** The port of an address that was checked. */
export function portOf({ endpoint }: ObjectStorage): string {
  return new URL(endpoint).port || HTTPS_PORT;
}
