export * from './cluster-access';
export * from './egress';
export * from './network';
