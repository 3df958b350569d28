import { Target } from '../core/private';

/** What CloudFormation on AWS cannot do of what core can say. */
export const TARGET: Target = {
  name: 'awscdk',
  refusals: {
    'platform/central-dns': {
      reason: 'the private names of AWS services are kept by AWS itself inside each network, and no zone is made that an organisation could keep',
      alternative: "leave 'centralDns' away; names of your own come from the resolver rules that your organisation shares with the network",
    },
  },
};
