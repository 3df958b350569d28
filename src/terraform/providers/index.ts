export * from './provider-kind';
export * from './provider-wish';
export * from './use-providers';
