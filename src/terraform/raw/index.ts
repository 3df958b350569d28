export * from './azapi';
export * from './cloud-control';
export * from './raw-resource';
export * from './restful';
export * from './vertex';
