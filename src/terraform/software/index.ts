export * from './cluster-providers';
export * from './manifest-release';
export * from './software-host';
export * from './workloads';
