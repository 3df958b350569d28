import { literal, Problems } from '../../core/private';
import { MLFLOW } from '../../facts/kubernetes/registry-sync';

/** The name of a service from any namespace: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services */
const SERVICE = /^[^.]+\.([^.]+)\.svc(?:\.cluster\.local)?$/;

/** Not the metadata service of a node. */
const ANYWHERE = { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } };

/** What a network policy says of where somebody may go. */
interface Door {
  readonly to: Array<typeof ANYWHERE | ReturnType<typeof inNamespace>>;
  readonly ports: Array<{ readonly port?: string; readonly protocol: string }>;
}

/** Notes an address that is none of a server of MLflow. */
export function checkTrackingUri(trackingUri: string, problems: Problems): void {
  const address = problems.collect(() => literal(trackingUri, 'the address of MLflow'));
  if (address !== undefined && !(URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))) {
    problems.add('models/tracking-uri', `'${address}' is to be a server of MLflow: give its address, such as 'https://mlflow.acme.internal'`);
  }
}

/** Where a policy lets somebody reach MLflow. Policies know no names: a server outside of the cluster is every address, at its port. */
export function doorToMlflow(trackingUri?: string): Door {
  if (trackingUri === undefined) return { to: [inNamespace(MLFLOW.namespace)], ports: [{ port: MLFLOW.podPort, protocol: 'TCP' }] };
  const { hostname, port, protocol } = new URL(trackingUri);
  const namespace = SERVICE.exec(hostname)?.[1];
  // The port of a service is not that of its pods, which policies are about.
  if (namespace !== undefined) return { to: [inNamespace(namespace)], ports: [{ protocol: 'TCP' }] };
  return { to: [ANYWHERE], ports: [{ port: port || (protocol === 'https:' ? '443' : '80'), protocol: 'TCP' }] };
}

export function inNamespace(name: string): { readonly namespaceSelector: { readonly matchLabels: Record<string, string> } } {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}
