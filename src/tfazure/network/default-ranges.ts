/** The ranges inside clusters where a network says none: the defaults of core's `NetworkProps`. Both stay in the cluster and are never routed. */
export const DEFAULT_RANGES = { podCidr: '10.128.0.0/14', serviceCidr: '10.132.0.0/20' } as const;
