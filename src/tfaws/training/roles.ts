/** What ends the names of a cluster's roles, beside those of add-ons. */
export const ROLES = { controlPlane: 'control', nodes: 'nodes', karpenter: 'karpenter', elasticNodes: 'elastic' } as const;
