import { IConstruct } from 'constructs';
import { Problems, TakenNames } from '../private';

/** The names of the jobs that services of the cloud run, by their platform: two of one name would be one to the cloud, whatever stacks they stand in. */
const NAMES = new TakenNames();

/** Notes as `job/name-twice` a name that a job of the platform has with the same service. */
export function checkServiceName(name: string, service: string, platform: IConstruct, problems: Problems): void {
  if (!NAMES.has(platform, keyOf(name, service))) return;
  problems.add('job/name-twice', `a job '${name}' of the platform is there already, in this stack or in another: choose another id`);
}

/** Remembers a job that was planned. */
export function rememberServiceName(name: string, service: string, platform: IConstruct): void {
  NAMES.add(platform, keyOf(name, service));
}

function keyOf(name: string, service: string): string {
  return `${service}/${name}`;
}
