export * from './registry-schemas';
