import { NetworkPlan } from '../../core/network/network-plan';

/** The part of a rule that differs; the rest is the same for all. */
interface Rule {
  readonly name: string;
  readonly description: string;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol?: 'Tcp';
  readonly from?: string;
  readonly to?: string;
  readonly ports?: string[];
}

/** What a network security group takes. */
export interface SecurityRule {
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  readonly protocol: string;
  readonly sourceAddressPrefix: string;
  readonly sourcePortRange: string;
  readonly destinationAddressPrefix: string;
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: string[];
}

/** Nothing comes in from outside; without a way out, only the identity service of the cloud is reached outside of the network. */
export function workloadRules(egress: NetworkPlan['egress']['kind']): SecurityRule[] {
  const closed: Rule[] = [
    { name: 'sign-in', description: 'Tokens of managed identities', direction: 'Outbound', access: 'Allow', protocol: 'Tcp', to: 'AzureActiveDirectory', ports: ['443'] },
    { name: 'no-internet', description: 'The platform has no way out', direction: 'Outbound', access: 'Deny', to: 'Internet' },
  ];
  return numbered([
    { name: 'no-internet-in', description: 'Nobody outside opens a connection', direction: 'Inbound', access: 'Deny', from: 'Internet' },
    ...(egress === 'nat' ? [] : closed),
  ]);
}

/** Private endpoints answer the network on the ports of their services: HTTPS, and SMB for file shares. */
export function endpointRules(): SecurityRule[] {
  return numbered([
    { name: 'services', description: 'HTTPS, and SMB for file shares', direction: 'Inbound', access: 'Allow', protocol: 'Tcp', from: 'VirtualNetwork', to: 'VirtualNetwork', ports: ['443', '445'] },
    { name: 'nothing-else', description: 'Endpoints take nothing else', direction: 'Inbound', access: 'Deny' },
  ]);
}

function numbered(rules: readonly Rule[]): SecurityRule[] {
  return rules.map(({ name, description, direction, access, protocol = '*', from = '*', to = '*', ports }, i) => ({
    name,
    description,
    priority: 100 + i * 10,
    direction,
    access,
    protocol,
    sourceAddressPrefix: from,
    sourcePortRange: '*',
    destinationAddressPrefix: to,
    ...(ports ? { destinationPortRanges: ports } : { destinationPortRange: '*' }),
  }));
}
