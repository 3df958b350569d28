export * from './feast-database';
export * from './feature';
export * from './feature-group';
export * from './feature-source';
export * from './feature-store';
export * from './feature-store-kind';
export * from './online-latency';
export * from './schema-lock';
