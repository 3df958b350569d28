/** A set of addresses by which Google's services are reached without leaving the network. */
export interface PrivateAccessFact {
  /** The name that answers with the addresses. */
  readonly host: string;
  /** The range of the addresses, for firewall rules and routes. */
  readonly cidr: string;
  readonly addresses: readonly string[];
}

/**
 * `private` reaches every service; `restricted` only those that VPC Service Controls can watch, so that nothing else is a way out.
 *
 * Source: https://docs.cloud.google.com/vpc/docs/configure-private-google-access#config-options
 */
export const PRIVATE_ACCESS = {
  private: { host: 'private.googleapis.com', cidr: '199.36.153.8/30', addresses: ['199.36.153.8', '199.36.153.9', '199.36.153.10', '199.36.153.11'] },
  restricted: { host: 'restricted.googleapis.com', cidr: '199.36.153.4/30', addresses: ['199.36.153.4', '199.36.153.5', '199.36.153.6', '199.36.153.7'] },
} as const satisfies Record<string, PrivateAccessFact>;

/**
 * The domains whose names have to answer with those addresses.
 *
 * Source: https://docs.cloud.google.com/vpc/docs/configure-private-google-access#config-domain
 */
export const PRIVATE_DOMAINS: ReadonlyArray<{ readonly id: string; readonly domain: string }> = [
  { id: 'googleapis', domain: 'googleapis.com' },
  { id: 'pkg-dev', domain: 'pkg.dev' },
  { id: 'gcr-io', domain: 'gcr.io' },
];

/** Where private services access peers to: https://docs.cloud.google.com/vpc/docs/private-services-access */
export const SERVICE_NETWORKING = 'servicenetworking.googleapis.com';
