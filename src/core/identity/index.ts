export * from './identity';
export * from './persona';
