import { IConstruct } from 'constructs';
import { Problems, TakenNames } from '../private';

/** The names of the endpoints that the cloud's service has, by their platform: two of one name would be one to the cloud, whatever stacks they stand in. */
const NAMES = new TakenNames();

/** Notes a name that an endpoint of the platform has already. */
export function checkServiceName(name: string, platform: IConstruct, problems: Problems): void {
  if (!NAMES.has(platform, name)) return;
  problems.add('serving/name-twice', `an endpoint '${name}' of the platform is there already, in this stack or in another: choose another id`);
}

/** Remembers an endpoint that was planned. */
export function rememberServiceName(name: string, platform: IConstruct): void {
  NAMES.add(platform, name);
}
