/** Quotas of a project that a platform uses up, by the types of the resources that count. A limit that differs by project is left out. */
export const QUOTAS = [
  { quota: 'VPC networks per project', types: ['google_compute_network'], source: 'https://cloud.google.com/vpc/docs/quota' },
  {
    quota: 'Cloud Routers per region and network',
    types: ['google_compute_router'],
    defaultLimit: 5,
    source: 'https://cloud.google.com/nat/quota',
  },
] as const;
