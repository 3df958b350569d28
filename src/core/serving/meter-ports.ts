/** The ports of what counts the requests of a pod in a cluster, which stands beside the model in the pod's network. */
export const METER_PORTS = { requests: 19080, measurements: 19090, admin: 19000 } as const;
