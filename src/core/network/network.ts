import { Egress } from './egress';

/**
 * The private network that a platform makes: a VPC, a VPC network, a virtual network, or network policies of the namespace.
 * A network that exists already is given by the target's own `existingNetwork`.
 */
export interface NetworkProps {
  /**
   * The addresses of the network, as an IPv4 range of /16 to /20.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;

  /**
   * The addresses of the pods of clusters in it, outside `cidr`. Used where pods have addresses of their own (GKE, AKS overlay).
   * @default '10.128.0.0/14'
   */
  readonly podCidr?: string;

  /**
   * The addresses of Kubernetes services of clusters in it, outside `cidr` and `podCidr`.
   * @default '10.132.0.0/20'
   */
  readonly serviceCidr?: string;

  /**
   * Ranges of other networks that this one will be connected with; none may overlap.
   * @default - none
   */
  readonly connectedCidrs?: string[];

  /**
   * In how many zones there are subnets, 2 or 3. Refused with `network/zones` where a subnet spans all zones of its region.
   * @default - as the profile says
   */
  readonly zones?: number;

  /**
   * What the network may reach outside itself.
   * @default Egress.nat()
   */
  readonly egress?: Egress;
}

/** The network of a platform, made or existing. */
export interface INetwork {
  /** What the cloud calls it: a VPC id, a self link, a resource id; the namespace on Kubernetes. */
  readonly networkId: string;

  /** The subnets without a way in from the internet; the namespace on Kubernetes. */
  readonly privateSubnetIds: string[];

  /**
   * What it reaches outside itself.
   * @default - not known: the network exists already
   */
  readonly egress?: Egress;
}
