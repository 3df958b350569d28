import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';

const REGISTRY = 'registry.terraform.io';

/** Where packages of the system put plugins, beside the two folders that Terraform searches by itself. */
const SYSTEM = join(sep, 'opt');

/** A folder laid out as `terraform providers mirror` does, if this machine has one where such folders are put. */
export function findMirror() {
  const share = ['local', ''].map((part) => join(sep, 'usr', part, 'share', 'terraform', 'plugins'));
  const system = existsSync(SYSTEM) ? readdirSync(SYSTEM).map((name) => join(SYSTEM, name)) : [];
  return [join(homedir(), '.terraform.d', 'plugins'), ...share, ...system].find((folder) => existsSync(join(folder, REGISTRY)));
}
