export * from './azapi';
export * from './azapi-action';
export * from './cloud-control';
export * from './content-id';
export * from './kubernetes';
export * from './raw-resource';
export * from './restful';
export * from './vertex';
