export * from './errors';
export * from './identity';
export * from './network';
export * from './observability';
export * from './platform';
export * from './storage';
export * from './training';
export * from './units';
