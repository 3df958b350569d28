/** What AWS lacks, whatever tool deploys it, by the capability: why, and what comes nearest. */
export const REFUSALS = {
  'platform/central-dns': {
    reason: 'the private names of AWS services are kept by AWS itself inside each network, and no zone is made that an organization could keep',
    alternative: "leave 'centralDns' away; names of your own come from the resolver rules that your organization shares with the network",
  },
} as const;
