import { isUnresolved, Problems } from '../private';

/** Notes a key that what it is to encrypt cannot use, because it lies elsewhere; a place that is known only at deployment passes. */
export function requireKeyRegion(key: string, keyRegion: string | undefined, region: string | undefined, problems: Problems): void {
  if (keyRegion === undefined || region === undefined || isUnresolved(keyRegion) || isUnresolved(region) || keyRegion === region) return;
  problems.add('encryption/key-region', `the key '${key}' lies in '${keyRegion}', but what it is to encrypt in '${region}', and a key serves its own region only: give one of '${region}'`);
}
