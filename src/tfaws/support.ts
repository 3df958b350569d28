import { Target } from '../core/private';

/** What AWS cannot do of what core can say. */
export const TARGET: Target = {
  name: 'tfaws',
  refusals: {
    'platform/central-dns': {
      reason: 'the private names of AWS services are kept by AWS itself inside each network, and no zone is made that an organization could keep',
      alternative: "leave 'centralDns' away; names of your own come from the resolver rules that your organization shares with the network",
    },
  },
};
