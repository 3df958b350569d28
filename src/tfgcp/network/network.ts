import { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Egress, INetwork } from '../../core';
import { NetworkPlan } from '../../core/network/network-plan';
import { PRIVATE_ACCESS, SERVICE_NETWORKING } from '../../facts/gcp/private-access';
import { ComputeFirewall } from '../../providers/google/compute-firewall';
import { ComputeGlobalAddress } from '../../providers/google/compute-global-address';
import { ComputeNetwork } from '../../providers/google/compute-network';
import { ComputeRouter } from '../../providers/google/compute-router';
import { ComputeRouterNat } from '../../providers/google/compute-router-nat';
import { ComputeSubnetwork } from '../../providers/google/compute-subnetwork';
import { ServiceNetworkingConnection } from '../../providers/google/service-networking-connection';
import { PrivateDns } from './private-dns';

/** What the platform knows of its network beside the plan. */
export interface NetworkProps {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly centralDns: boolean;
  readonly egress: Egress;
  readonly after: ITerraformDependable[];
}

/** Mirrors and connected networks lie in private ranges: RFC 1918. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const PODS = 'pods';
const SERVICES = 'services';

/**
 * The VPC network of a platform: one subnet that spans the zones of its region and has no way in, ranges for pods and services, Google's own services
 * over private addresses, a range in which managed services stand, and either Cloud NAT or a firewall that lets nothing out.
 */
export class Network extends Construct implements INetwork {
  public readonly networkId: string;
  public readonly privateSubnetIds: string[];
  public readonly egress: Egress;
  /** The addresses of the pods of clusters. */
  public readonly podCidr: string;
  public readonly podRangeName = PODS;
  public readonly serviceRangeName = SERVICES;
  public readonly resource: TerraformResource;
  public readonly subnetwork: TerraformResource;

  public constructor(scope: Construct, id: string, plan: NetworkPlan, settings: NetworkProps) {
    super(scope, id);
    const { project, name } = settings;
    const vpc = new ComputeNetwork(this, 'Resource', { project, name, autoCreateSubnetworks: false, routingMode: 'REGIONAL', dependsOn: settings.after });
    const subnet = this.addSubnetwork(vpc, plan, settings);
    this.allowInternal(vpc, plan, settings);
    this.addServiceRange(vpc, plan, settings);
    if (plan.egress.kind === 'nat') this.addNat(vpc, settings);
    else this.denyEgress(vpc, plan, settings);
    if (!settings.centralDns) new PrivateDns(this, 'Dns', { ...settings, networkId: vpc.id, access: accessOf(plan) });
    this.resource = vpc;
    this.subnetwork = subnet;
    this.networkId = vpc.id;
    this.egress = settings.egress;
    this.podCidr = plan.podCidr;
    this.privateSubnetIds = [subnet.id];
  }

  private addSubnetwork(vpc: ComputeNetwork, plan: NetworkPlan, { project, location, name }: NetworkProps): ComputeSubnetwork {
    return new ComputeSubnetwork(this, 'Subnetwork', {
      project,
      region: location,
      name,
      network: vpc.id,
      ipCidrRange: firstHalf(plan.cidr),
      privateIpGoogleAccess: true,
      secondaryIpRange: [
        { rangeName: PODS, ipCidrRange: plan.podCidr },
        { rangeName: SERVICES, ipCidrRange: plan.serviceCidr },
      ],
      logConfig: { aggregationInterval: 'INTERVAL_10_MIN', flowSampling: 0.5, metadata: 'INCLUDE_ALL_METADATA' },
    });
  }

  /** The members of one training gang talk to each other on ports of their choice; nothing outside the network's own ranges comes in. */
  private allowInternal(vpc: ComputeNetwork, plan: NetworkPlan, { project, name }: NetworkProps): void {
    new ComputeFirewall(this, 'AllowInternal', {
      project,
      name: `${name}-allow-internal`,
      network: vpc.id,
      description: 'What runs in the network talks to each other.',
      direction: 'INGRESS',
      priority: 1_000,
      sourceRanges: [plan.cidr, plan.podCidr],
      allow: [{ protocol: 'all' }],
      logConfig: { metadata: 'INCLUDE_ALL_METADATA' },
    });
  }

  private addServiceRange(vpc: ComputeNetwork, plan: NetworkPlan, { project, name, labels }: NetworkProps): void {
    const [address, prefix] = plan.delegatedSubnet.split('/');
    const range = new ComputeGlobalAddress(this, 'ServiceRange', {
      project,
      name: `${name}-services`,
      network: vpc.id,
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      address,
      prefixLength: Number(prefix),
      labels: { ...labels },
    });
    new ServiceNetworkingConnection(this, 'ServiceConnection', { network: vpc.id, service: SERVICE_NETWORKING, reservedPeeringRanges: [range.name] });
  }

  private addNat(vpc: ComputeNetwork, { project, location, name }: NetworkProps): void {
    const router = new ComputeRouter(this, 'Router', { project, region: location, name, network: vpc.id });
    new ComputeRouterNat(this, 'Nat', {
      project,
      region: location,
      name,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }

  private denyEgress(vpc: ComputeNetwork, plan: NetworkPlan, { project, name }: NetworkProps): void {
    const rule = { project, network: vpc.id, direction: 'EGRESS', logConfig: { metadata: 'INCLUDE_ALL_METADATA' } };
    new ComputeFirewall(this, 'DenyEgress', {
      ...rule,
      name: `${name}-deny-egress`,
      description: 'Nothing leaves the network but by the rules before this one.',
      priority: 65_000,
      destinationRanges: ['0.0.0.0/0'],
      deny: [{ protocol: 'all' }],
    });
    new ComputeFirewall(this, 'AllowPrivateEgress', {
      ...rule,
      name: `${name}-allow-private`,
      description: 'The network itself, what is connected with it, and mirrors there.',
      priority: 1_000,
      destinationRanges: [...new Set([plan.cidr, plan.podCidr, plan.serviceCidr, ...PRIVATE_RANGES])],
      allow: [{ protocol: 'all' }],
    });
    new ComputeFirewall(this, 'AllowGoogleEgress', {
      ...rule,
      name: `${name}-allow-google`,
      description: 'Services of Google over their private addresses.',
      priority: 1_000,
      destinationRanges: [accessOf(plan).cidr],
      allow: [{ protocol: 'tcp', ports: ['443'] }],
    });
  }
}

/** A sealed network reaches only what VPC Service Controls can watch. */
function accessOf(plan: NetworkPlan) {
  return plan.egress.kind === 'nat' ? PRIVATE_ACCESS.private : PRIVATE_ACCESS.restricted;
}

/** The other half holds the range for managed services, which must not overlap with the subnet. */
function firstHalf(cidr: string): string {
  const [address, prefix] = cidr.split('/');
  return `${address}/${Number(prefix) + 1}`;
}
