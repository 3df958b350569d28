import { IConstruct } from 'constructs';
import { Problems, TakenNames } from '../private';

/** The names of the models that a platform has registries of: two of one name would be one to the cloud, whatever stacks they stand in. */
const NAMES = new TakenNames();

/** Notes a name that a registry of the platform has already. */
export function checkModelName(name: string, platform: IConstruct, problems: Problems): void {
  if (!NAMES.has(platform, name)) return;
  problems.add('models/name-twice', `a registry of the model '${name}' of the platform is there already, in this stack or in another: choose another id or modelName`);
}

/** Remembers a registry that was planned. */
export function rememberModelName(name: string, platform: IConstruct): void {
  NAMES.add(platform, name);
}
