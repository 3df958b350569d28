import { isUnresolved } from '../../core/private';
import { TOKENS } from '../serving/capture/collector-policy';
import { ClusterDriftBinding } from './cluster-drift-binding';
import { ClusterDriftPlan, metadataOf, namesOf, partLabels } from './drift-labels';
import { RESULTS_PORT } from './evidently-release';

type Json = Record<string, unknown>;

/** Where API servers answer, in clouds and elsewhere. */
const API_SERVER_PORTS = [443, 6443];

/**
 * Nobody reaches the runs of a monitor, which reach names, tokens, the store, the API server, and the registry where there is one: addresses that a policy cannot know, by their ports. What
 * shows results reaches nothing, and whoever measures may reach it. The network of the cluster has to enforce policies.
 */
export function networkPolicies(plan: ClusterDriftPlan, binding: ClusterDriftBinding): Json[] {
  const runs = { podSelector: { matchLabels: partLabels(plan, 'run') }, policyTypes: ['Ingress', 'Egress'], egress: egress(plan, binding) };
  const ingress = [{ from: [{ namespaceSelector: {} }], ports: [tcp(RESULTS_PORT)] }];
  const results = { podSelector: { matchLabels: partLabels(plan, 'results') }, policyTypes: ['Ingress', 'Egress'], ingress };
  return [policy(plan, plan.name, runs), ...(binding.monitors ? [policy(plan, namesOf(plan).results, results)] : [])];
}

function egress({ place: { traits } }: ClusterDriftPlan, { storeEndpoint, registry }: ClusterDriftBinding): Json[] {
  const ports = [...new Set([...API_SERVER_PORTS, ...[storeEndpoint, registry?.url].flatMap(portOf)])];
  return [
    { ports: [{ port: 53, protocol: 'UDP' }, tcp(53)] },
    { ports: ports.map(tcp) },
    ...(TOKENS[traits.clusterSystem] ?? []).map(({ cidr, ports: of }) => ({ to: [{ ipBlock: { cidr } }], ports: of.map(tcp) })),
    // The port of a service is not that of its pods, which policies are about.
    ...namespacesOf(registry?.url).map((name) => ({ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }] })),
  ];
}

/** The port of an address, where it is known. */
function portOf(address: string | undefined): number[] {
  if (address === undefined || isUnresolved(address)) return [];
  const { port, protocol } = new URL(address);
  return [port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port)];
}

/** The namespace of a service of the cluster: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services */
function namespacesOf(address: string | undefined): string[] {
  if (address === undefined || isUnresolved(address)) return [];
  const found = /^[^.]+\.([^.]+)\.svc(?:\.cluster\.local)?$/.exec(new URL(address).hostname);
  return found ? [found[1]!] : [];
}

function policy(plan: ClusterDriftPlan, name: string, spec: Json): Json {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: metadataOf(plan, name), spec };
}

function tcp(port: number): Json {
  return { port, protocol: 'TCP' };
}
