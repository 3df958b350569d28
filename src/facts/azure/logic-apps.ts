/** Who calls a workflow from the network: an address of RFC 5737 that nobody ever has. Azure's own API starts it, for whoever may. */
export const NOBODY = '192.0.2.1/32';

/** The same as the body of `Microsoft.Logic/workflows@2019-05-01` says it. */
export const CALLED_BY_NOBODY = { triggers: { allowedCallerIpAddresses: [{ addressRange: NOBODY }] } } as const;
