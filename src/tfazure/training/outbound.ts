/** How nodes of a cluster leave an existing network, where they do. */
export enum Outbound {
  /** Each subnet for workloads has a NAT gateway. */
  NAT_GATEWAY = 'userAssignedNATGateway',

  /** Each subnet for workloads has a route table that sends `0.0.0.0/0` to a firewall. */
  FIREWALL = 'userDefinedRouting',
}
