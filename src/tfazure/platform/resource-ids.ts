import { Fn } from 'cdktf';
import { isUnresolved, Problems } from '../../core/private';

/** `/subscriptions/<id>/resourceGroups/<name>/providers/<namespace>/<type>/<name>…` */
const SUBSCRIPTION = '/subscriptions/[0-9a-fA-F-]{36}';
const GROUP = `${SUBSCRIPTION}/resourceGroups/[^/]+`;

/** Notes that a text is no id of a resource of that type; what is known only at deployment passes. */
export function requireResourceId(id: string, type: string, what: string, problems: Problems): void {
  if (isUnresolved(id)) return;
  const [namespace, ...kinds] = type.split('/');
  const behind = (name: string) => (type === '' ? '' : `/providers/${namespace}${kinds.map((kind) => `/${kind}/${name}`).join('')}`);
  if (!new RegExp(`^${GROUP}${behind('[^/]+')}$`, 'i').test(id)) {
    const example = behind('…');
    problems.add('platform/resource-id', `'${id}' is to be ${what}, but is no such id: give '/subscriptions/…/resourceGroups/…${example}'`);
  }
}

/** The id of the resource group that a resource lies in. */
export function resourceGroupIdOf(resourceId: string): string {
  return isUnresolved(resourceId) ? Fn.join('/', Fn.slice(Fn.split('/', resourceId), 0, 5)) : resourceId.split('/').slice(0, 5).join('/');
}

/** The name of a resource group, of its id or that of anything in it. */
export function resourceGroupNameOf(resourceId: string): string {
  return isUnresolved(resourceId) ? segment(resourceId, 4) : resourceId.split('/')[4] ?? '';
}

/** The name of a top-level resource such as a storage account, from its id or that of a part of it. */
export function resourceNameOf(resourceId: string): string {
  return isUnresolved(resourceId) ? segment(resourceId, 8) : resourceId.split('/')[8] ?? '';
}

function segment(resourceId: string, index: number): string {
  return Fn.element(Fn.split('/', resourceId), index) as string;
}
