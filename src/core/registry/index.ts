export * from './approval';
export * from './model';
export * from './model-card';
export * from './model-registry';
export * from './model-stage';
export * from './model-version';
export * from './promotion';
export * from './serving-container';
