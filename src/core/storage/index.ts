export * from './artifact-path';
export * from './artifact-store';
export * from './container-registry';
export * from './encryption-key';
export * from './lifecycle';
export * from './retention';
