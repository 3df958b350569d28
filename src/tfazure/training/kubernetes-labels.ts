import { isUnresolved } from '../../core/private';

const KEY = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/;

/** The tags of a platform that Kubernetes takes as labels: Azure's may hold blanks and other signs. Tags that are known at deployment only are left out. */
export function kubernetesLabels(tags: Record<string, string>): Record<string, string> {
  if (isUnresolved(tags)) return {};
  return Object.fromEntries(Object.entries(tags).filter(([key, value]) => !isUnresolved(value) && KEY.test(key) && VALUE.test(value)));
}
