import { isUnresolved } from '../../../core/private';
import { captureName } from '../../../core/serving/cluster-capture';
import { CONNECTOR_PORT } from '../../streaming/stream-release';
import { ClusterEndpointPlan, endpointLabel, metadataOf } from '../endpoint-labels';
import { COLLECTOR_PORT, collectorLabels } from './collector-names';
import { CollectorStore } from './collector-store';

type Json = Record<string, unknown>;

/**
 * Where pods get the tokens of their account, beside the cloud's public addresses. EKS: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-considerations.html, GKE:
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity-federation-for-gke
 */
export const TOKENS: Readonly<Record<string, ReadonlyArray<{ readonly cidr: string; readonly ports: readonly number[] }>>> = {
  eks: [{ cidr: '169.254.170.23/32', ports: [80] }, { cidr: 'fd00:ec2::23/128', ports: [80] }],
  gke: [{ cidr: '169.254.169.252/32', ports: [987, 988] }, { cidr: '169.254.169.254/32', ports: [80] }],
};

/**
 * Who reaches a collector, and whom it reaches: copies come from the pods of its endpoint alone, and go to the store, whose addresses a policy cannot know, over TLS; beside that it asks
 * for names, and for tokens. Whoever measures may. The network of the cluster has to enforce policies.
 */
export function collectorPolicy(plan: ClusterEndpointPlan, { endpoint }: Pick<CollectorStore, 'endpoint'>): Json {
  const labels = collectorLabels(plan);
  const tokens = TOKENS[plan.place.traits.clusterSystem] ?? [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf(plan, captureName(plan.name), labels),
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ podSelector: { matchLabels: endpointLabel(plan) } }], ports: [tcp(COLLECTOR_PORT)] },
        { from: [{ namespaceSelector: {} }], ports: [tcp(CONNECTOR_PORT)] },
      ],
      egress: [
        { ports: [{ port: 53, protocol: 'UDP' }, tcp(53)] },
        { ports: [tcp(portOf(endpoint))] },
        ...tokens.map(({ cidr, ports }) => ({ to: [{ ipBlock: { cidr } }], ports: ports.map(tcp) })),
      ],
    },
  };
}

function portOf(endpoint: string | undefined): number {
  const port = endpoint === undefined || isUnresolved(endpoint) ? '' : new URL(endpoint).port;
  return port === '' ? 443 : Number(port);
}

function tcp(port: number): Json {
  return { port, protocol: 'TCP' };
}
